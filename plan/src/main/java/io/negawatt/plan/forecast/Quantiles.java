package io.negawatt.plan.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * A forecast with its range: numbers in bulk, which nobody compares.
 *
 * @param issued the first step that was not known
 * @param values by step of the reach, then by {@link #LEVELS}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Quantiles(int issued, double[][] values) {
    /** Shares of the outcomes that should lie below. */
    public static final List<Double> LEVELS = List.of(0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95);

    /** Place of the lower end of the 90 % range among the levels; then of the middle, and of its upper end. */
    public static final int LOW = 0;

    public static final int MIDDLE = 3;
    public static final int HIGH = 6;

    /** {@return the middle of each step} */
    public double[] points() {
        return Arrays.stream(values).mapToDouble(step -> step[MIDDLE]).toArray();
    }
}
