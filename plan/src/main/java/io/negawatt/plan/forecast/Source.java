package io.negawatt.plan.forecast;

import io.negawatt.plan.signal.Series;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * A series with all that may be used to forecast it.
 *
 * <p>Gaps are filled for the arithmetic with the value of the day before, else of the week before, else with the last one that
 * is known; a fill looks only back. Errors are never counted at a gap.
 */
public final class Source {
    private static final int DAYS_PER_WEEK = 7;

    private final Series target;
    private final List<Column> ahead;
    private final int slotsPerDay;
    private final double[] raw;
    private final double[] filled;
    private final byte[] dayClasses;

    /**
     * A series whose values are known before their time, such as a weather forecast or the price that another has forecast.
     *
     * @param series on the same grid as the target; a gap where nothing was said
     * @param isForecast whether it forecasts the target itself, in its unit
     */
    public record Column(String name, Series series, boolean isForecast) {}

    private Source(Series target, List<Column> ahead, byte[] dayClasses, int slotsPerDay) {
        this.target = target;
        this.ahead = List.copyOf(ahead);
        this.slotsPerDay = slotsPerDay;
        this.dayClasses = dayClasses;
        this.raw = target.toArray();
        this.filled = fill(raw, slotsPerDay);
    }

    /**
     * {@return a series to forecast}
     *
     * @param target its step must divide a day
     * @param ahead columns on the same grid, which may reach further
     * @param zone whose clock tells the days
     * @param holidays the days that are like a Sunday
     */
    public static Source of(Series target, List<Column> ahead, ZoneId zone, Holidays holidays) {
        long slots = Duration.ofDays(1).dividedBy(target.step());
        if (!target.step().multipliedBy(slots).equals(Duration.ofDays(1))) {
            throw new IllegalArgumentException("a step must divide a day, but is " + target.step());
        }
        int longest =
                ahead.stream().mapToInt(column -> column.series().size()).max().orElse(0);
        int horizon = Math.toIntExact(slots * DAYS_PER_WEEK * 2);
        var classes = DayClass.of(target, Math.max(target.size(), longest) + horizon, zone, holidays);
        return new Source(target, ahead, classes, Math.toIntExact(slots));
    }

    /** {@return the same with every value from {@code issued} on replaced, to find out who looks at them} */
    Source withFuture(int issued, double value) {
        double[] values = raw.clone();
        for (int i = issued; i < values.length; i++) {
            values[i] = value + i % 13;
        }
        return new Source(Series.of(target.start(), target.step(), values), ahead, dayClasses, slotsPerDay);
    }

    /** {@return the series itself} */
    public Series target() {
        return target;
    }

    /** {@return number of steps in a day} */
    public int slotsPerDay() {
        return slotsPerDay;
    }

    List<Column> ahead() {
        return ahead;
    }

    int size() {
        return raw.length;
    }

    double raw(int index) {
        return index < raw.length ? raw[index] : Double.NaN;
    }

    double filled(int index) {
        return filled[index];
    }

    int dayClass(int index) {
        return dayClasses[index];
    }

    private static double[] fill(double[] raw, int slotsPerDay) {
        var filled = raw.clone();
        double last = firstKnown(raw);
        for (int i = 0; i < raw.length; i++) {
            if (Double.isNaN(raw[i])) {
                filled[i] = i >= slotsPerDay ? filled[i - slotsPerDay] : last;
            }
            last = filled[i];
        }
        return filled;
    }

    /** A series that begins with gaps is filled with its first value: no forecast is issued before it. */
    private static double firstKnown(double[] raw) {
        for (double value : raw) {
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return 0;
    }
}
