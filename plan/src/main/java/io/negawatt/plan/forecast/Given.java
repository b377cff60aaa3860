package io.negawatt.plan.forecast;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The forecast that somebody else has published as a column. Where it says nothing, the value of the day before stands in.
 *
 * @param column number of the column, from 0
 */
record Given(String id, int column) implements Forecaster {

    /** {@return one for each column that forecasts the series} */
    static List<Forecaster> of(Source source) {
        return IntStream.range(0, source.ahead().size())
                .filter(column -> source.ahead().get(column).isForecast())
                .<Forecaster>mapToObj(
                        column -> new Given(source.ahead().get(column).name(), column))
                .toList();
    }

    @Override
    public int daysNeeded() {
        return 1;
    }

    @Override
    public Learner learner(Reach reach) {
        return new Learner() {
            @Override
            public void fit(History history) {
                // Somebody else has learned.
            }

            @Override
            public Outlook outlook(History history) {
                var points = new Repeat(id, 1).learner(reach).outlook(history).points();
                for (int step = 0; step < points.length; step++) {
                    double said = history.ahead(column, history.issued() + reach.lead() + step);
                    points[step] = Double.isNaN(said) ? points[step] : said;
                }
                return new Outlook(points);
            }

            @Override
            public List<Driver> explain(History history) {
                return List.of(new Driver(
                        history.column(column), Repeat.mean(outlook(history).points())));
            }
        };
    }
}
