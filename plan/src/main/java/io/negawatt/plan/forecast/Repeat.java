package io.negawatt.plan.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * What was, will be: the value at the same time of the latest period that is known. With a period of a day, yesterday; of a
 * week, last week.
 */
record Repeat(String id, int periodDays) implements Forecaster {

    @Override
    public int daysNeeded() {
        return periodDays;
    }

    @Override
    public Learner learner(Reach reach) {
        return new Learner() {
            @Override
            public void fit(History history) {
                // Nothing to learn.
            }

            @Override
            public Outlook outlook(History history) {
                var points = new double[reach.steps()];
                int period = periodDays * history.slotsPerDay();
                for (int step = 0; step < points.length; step++) {
                    int ahead = reach.lead() + step;
                    points[step] = history.value(Math.max(0, history.issued() + ahead - (ahead / period + 1) * period));
                }
                return new Outlook(points);
            }

            @Override
            public List<Driver> explain(History history) {
                return List.of(new Driver(
                        periodDays == 1 ? "sameTime" : "week",
                        mean(outlook(history).points())));
            }
        };
    }

    static double mean(double[] points) {
        return Arrays.stream(points).average().orElse(0);
    }
}
