package io.negawatt.app.cli;

import io.negawatt.core.text.BadInputException;
import io.negawatt.plan.forecast.Backtest;
import io.negawatt.plan.forecast.Forecaster;
import io.negawatt.plan.forecast.Forecasters;
import io.negawatt.plan.forecast.Holidays;
import io.negawatt.plan.forecast.Quantiles;
import io.negawatt.plan.forecast.Reach;
import io.negawatt.plan.forecast.Schedule;
import io.negawatt.plan.forecast.Source;
import io.negawatt.plan.operate.SiteStance;
import io.negawatt.plan.signal.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * Ranges of a series that has to be guessed, issue by issue, on the grid of a site. Beyond its reach a forecast repeats its last
 * day.
 */
final class SiteRanges {
    private static final int REFIT_DAYS = 7;

    private final List<Quantiles> issues;
    private final Series series;

    private SiteRanges(List<Quantiles> issues, Series series) {
        this.issues = issues;
        this.series = series;
    }

    /**
     * {@return forecasts of a series}
     *
     * @param ahead columns that forecast it
     * @param name of the forecaster or of one of these columns
     * @param first when the first forecast is issued
     * @param horizon how far each looks
     * @param every time between two
     */
    static SiteRanges of(
            Series series,
            List<Source.Column> ahead,
            String name,
            ZoneId zone,
            Instant first,
            Duration horizon,
            Duration every) {
        var source = Source.of(series, ahead, zone, Holidays.NONE);
        int between = (int) Math.max(1, every.dividedBy(series.step()));
        var reach = new Reach(0, (int) Math.max(1, horizon.dividedBy(series.step())));
        int refit = Math.max(1, REFIT_DAYS * source.slotsPerDay() / between);
        var schedule = new Schedule(series.indexOf(first), series.size(), between, refit);
        boolean isColumn = ahead.stream().anyMatch(column -> column.name().equals(name));
        List<Forecaster> tried = isColumn
                ? List.of()
                : name.equals(Backtest.MIX) ? Forecasters.usual() : List.of(Forecasters.named(name));
        var test = Backtest.run(source, reach, schedule, tried);
        var result = test.result(name)
                .or(() -> test.result(Backtest.MIX))
                .orElseThrow(() -> BadInputException.of("cli.plan.site.short", name, series.start(), first));
        return new SiteRanges(result.issues(), series);
    }

    /** {@return ranges on a grid of slots}
     *
     * @param start when slot 0 begins
     */
    SiteStance.Ranges on(Instant start, Duration step) {
        return (issued, slots) -> {
            int at = series.indexOf(start.plus(step.multipliedBy(issued)));
            var issue = latest(at);
            var ranges = new double[slots][];
            for (int slot = 0; slot < slots; slot++) {
                int index = series.indexOf(start.plus(step.multipliedBy(issued + slot)));
                ranges[slot] = issue.values()[within(index - issue.issued(), issue.values().length)];
            }
            return ranges;
        };
    }

    private Quantiles latest(int index) {
        var last = issues.getFirst();
        for (var issue : issues) {
            last = issue.issued() <= index ? issue : last;
        }
        return last;
    }

    private int within(int step, int steps) {
        int day = (int) Math.min(steps, Duration.ofDays(1).dividedBy(series.step()));
        return step < steps ? Math.max(0, step) : steps - day + (step - steps) % day;
    }

    /** {@return ranges of what is known: each level is the value} */
    static SiteStance.Ranges known(double[] values) {
        return (issued, slots) -> Arrays.stream(values, issued, issued + slots)
                .mapToObj(value -> {
                    var levels = new double[Quantiles.LEVELS.size()];
                    Arrays.fill(levels, value);
                    return levels;
                })
                .toArray(double[][]::new);
    }
}
