package io.negawatt.app.live;

import io.negawatt.core.text.BadInputException;
import java.util.Arrays;

/**
 * Samples of one series, in order of time. The arrays are not copied, so that columns can share their times: whoever hands
 * them in or gets them leaves them as they are.
 */
public final class Column {
    private final Series series;
    private final long[] timesMs;
    private final double[] values;

    /**
     * Makes a column.
     *
     * @param timesMs times in ms since 1970, rising; each is the end of the time that its sample stands for
     * @param values as many values; NaN says that there is no figure for this time, and is never taken for 0
     * @throws BadInputException where times do not rise, or there are more times than values or the reverse
     */
    public Column(Series series, long[] timesMs, double[] values) {
        if (timesMs.length != values.length) {
            throw BadInputException.of("live.column.length", series.metric(), timesMs.length, values.length);
        }
        for (int i = 1; i < timesMs.length; i++) {
            if (timesMs[i] <= timesMs[i - 1]) {
                throw BadInputException.of("live.column.order", series.metric(), timesMs[i], timesMs[i - 1]);
            }
        }
        this.series = series;
        this.timesMs = timesMs;
        this.values = values;
    }

    public Series series() {
        return series;
    }

    /** {@return times in ms since 1970, rising} */
    public long[] timesMs() {
        return timesMs;
    }

    /** {@return values; NaN where there is no figure} */
    public double[] values() {
        return values;
    }

    /** {@return number of samples, those without a figure included} */
    public int size() {
        return timesMs.length;
    }

    /** {@return the same samples as those of another series} */
    public Column of(Series other) {
        return new Column(other, timesMs, values);
    }

    /** Two columns are equal where series, times and the bits of the values are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Column that
                && series.equals(that.series)
                && Arrays.equals(timesMs, that.timesMs)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * series.hashCode() + Arrays.hashCode(timesMs);
    }

    @Override
    public String toString() {
        return series + " " + Arrays.toString(timesMs) + " " + Arrays.toString(values);
    }
}
