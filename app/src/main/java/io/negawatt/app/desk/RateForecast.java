package io.negawatt.app.desk;

import io.negawatt.core.series.StepSeries;
import io.negawatt.plan.forecast.Ahead;
import io.negawatt.plan.forecast.Forecaster;
import io.negawatt.plan.forecast.Forecasters;
import io.negawatt.plan.forecast.Holidays;
import io.negawatt.plan.forecast.Source;
import io.negawatt.plan.jobs.Slots;
import io.negawatt.plan.signal.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A series of prices or of carbon in the slots of a plan: its own values as far as they reach, and a forecast by the hour from there on,
 * with the errors that the same forecast made on the days before. A forecast is kept as long as the series is. Thread-safe.
 */
final class RateForecast {
    private static final Duration STEP = Duration.ofHours(1);
    private static final int DAY = 24;
    private static final int HISTORY_DAYS = 60;
    private static final int ERROR_DAYS = 28;
    private static final int LEAST_DAYS = 3;
    /** Forecasts reach to the end of a week, so that another deadline does not need another one. */
    private static final int WEEK = 7 * DAY;
    /** A series that ended earlier says nothing of the time to come. */
    private static final Duration STALE = Duration.ofDays(2);

    /** Two of those that plans usually rest on: enough for a page that is to answer at once. */
    private static final List<Forecaster> FORECASTERS =
            List.of(Forecasters.named("ridge-any"), Forecasters.named("ridge-any-plain"));

    private Optional<Kept> kept = Optional.empty();

    /**
     * A forecast by the hour from the end of a series on.
     *
     * @param errors by day and hour
     */
    @SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; nobody compares forecasts.
    private record Hours(double[] points, List<double[]> errors) {}

    private record Kept(StepSeries series, int steps, Hours hours) {}

    /** {@return the line; empty where the series ended long before the plan begins} */
    Optional<RateLine> line(StepSeries series, Slots slots, Instant now, ZoneId clock) {
        if (series.blocks().isEmpty() || series.blocks().getLast().to().isBefore(now.minus(STALE))) {
            return Optional.empty();
        }
        var end = series.blocks().getLast().to().truncatedTo(ChronoUnit.HOURS);
        long missing = Duration.between(end, slots.end()).toMinutes();
        int steps = Math.toIntExact(Math.max(0, Math.ceilDiv(missing, WEEK * STEP.toMinutes()) * WEEK));
        var hours = hours(series, end, steps, clock);
        var values = new ArrayList<Double>();
        var known = new boolean[slots.count()];
        var last = hours.points().length > 0 ? hours.points()[0] : 0;
        for (int slot = 0; slot < slots.count(); slot++) {
            var mean = series.over(slots.timeOf(slot), slots.timeOf(slot + 1));
            known[slot] = mean.known() >= 1 - 1e-9;
            int hour = hour(slots, slot, end);
            last = known[slot] ? mean.value() : hour >= 0 && hour < steps ? hours.points()[hour] : last;
            values.add(last);
        }
        return Optional.of(new RateLine(
                values,
                hours.errors().stream().map(it -> errors(it, slots, known, end)).toList()));
    }

    private static int hour(Slots slots, int slot, Instant end) {
        return Math.toIntExact(
                Math.floorDiv(Duration.between(end, slots.timeOf(slot)).toMinutes(), STEP.toMinutes()));
    }

    private static List<Double> errors(double[] byHour, Slots slots, boolean[] known, Instant end) {
        var errors = new ArrayList<Double>();
        for (int slot = 0; slot < slots.count(); slot++) {
            int hour = hour(slots, slot, end);
            errors.add(known[slot] || hour < 0 || hour >= byHour.length ? 0.0 : byHour[hour]);
        }
        return errors;
    }

    private synchronized Hours hours(StepSeries series, Instant end, int steps, ZoneId clock) {
        if (steps == 0) {
            return new Hours(new double[0], List.of());
        }
        var before = kept.filter(it -> it.steps() == steps && it.series().equals(series));
        if (before.isPresent()) {
            return before.get().hours();
        }
        var begin = series.blocks().getFirst().from().truncatedTo(ChronoUnit.HOURS);
        var from = later(begin, end.minus(Duration.ofDays(HISTORY_DAYS)));
        int count = Math.toIntExact(Duration.between(from, end).dividedBy(STEP));
        var hourly = Series.of(series, from, STEP, count);
        var hours = count < LEAST_DAYS * DAY ? mean(hourly, steps) : ahead(hourly, steps, clock);
        kept = Optional.of(new Kept(series, steps, hours));
        return hours;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Of a short series nothing but its mean is known, and that each value may be any of those that were. */
    private static Hours mean(Series hourly, int steps) {
        double[] known =
                Arrays.stream(hourly.toArray()).filter(it -> !Double.isNaN(it)).toArray();
        double mean = Arrays.stream(known).average().orElse(0);
        return new Hours(
                filled(steps, mean),
                Arrays.stream(known).mapToObj(it -> filled(steps, it - mean)).toList());
    }

    private static double[] filled(int steps, double value) {
        var values = new double[steps];
        Arrays.fill(values, value);
        return values;
    }

    private static Hours ahead(Series hourly, int steps, ZoneId clock) {
        var source = Source.of(hourly, List.of(), clock, Holidays.NONE);
        var ahead = new Ahead(source, FORECASTERS, steps, 2 * WEEK);
        int count = hourly.size();
        var errors = new ArrayList<double[]>();
        int least = Math.ceilDiv(steps, DAY);
        for (int day = least + ERROR_DAYS - 1; day >= least; day--) {
            int issued = count - day * DAY;
            if (issued >= LEAST_DAYS * DAY) {
                errors.add(errors(hourly, ahead.at(issued), issued));
            }
        }
        return new Hours(ahead.at(count), List.copyOf(errors));
    }

    /** An hour without a value tells of no error. */
    private static double[] errors(Series hourly, double[] points, int issued) {
        var errors = new double[points.length];
        Arrays.setAll(errors, i -> hourly.isKnown(issued + i) ? hourly.value(issued + i) - points[i] : 0);
        return errors;
    }
}
