package io.negawatt.core.series;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of time and value on their way to a {@link StepSeries}.
 *
 * <p>A row holds until the next one, but no longer than is usual around it: the median of the distances of up to five
 * neighboring rows. So an hour that is missing is a gap, and a file that changes from hours to quarters of an hour is read
 * as it stands. The last row holds for what is usual before it.
 *
 * <p>Not thread-safe.
 */
final class StepRows {
    private static final long NS_PER_S = 1_000_000_000L;
    private static final int NEIGHBORS = 2;

    private long[] timesNs = new long[1024];
    private double[] values = new double[1024];
    private int size;

    int size() {
        return size;
    }

    boolean isAfterLast(long timeNs) {
        return size == 0 || timeNs > timesNs[size - 1];
    }

    /** Adds a row that is later than all before. */
    void add(long timeNs, double value) {
        if (size == timesNs.length) {
            timesNs = Arrays.copyOf(timesNs, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        timesNs[size] = timeNs;
        values[size] = value;
        size++;
    }

    /** {@return the series of at least two rows} */
    StepSeries series() {
        var blocks = new ArrayList<StepSeries.Block>();
        int first = 0;
        for (int row = 1; row <= size; row++) {
            if (row == size || !goesOn(row)) {
                if (!Double.isNaN(values[first])) {
                    blocks.add(block(first, row));
                }
                first = row;
            }
        }
        return new StepSeries(blocks);
    }

    /** Whether the row continues the block of the row before it. */
    private boolean goesOn(int row) {
        return !Double.isNaN(values[row])
                && !Double.isNaN(values[row - 1])
                && timesNs[row - 1] + holdNs(row - 1) == timesNs[row]
                && holdNs(row - 1) == holdNs(row);
    }

    private StepSeries.Block block(int first, int end) {
        var from =
                Instant.ofEpochSecond(Math.floorDiv(timesNs[first], NS_PER_S), Math.floorMod(timesNs[first], NS_PER_S));
        List<Double> steps = Arrays.stream(values, first, end).boxed().toList();
        return new StepSeries.Block(from, Duration.ofNanos(holdNs(first)), steps);
    }

    private long holdNs(int row) {
        long usualNs = usualNs(Math.min(row, size - 2));
        return row == size - 1 ? usualNs : Math.min(usualNs, timesNs[row + 1] - timesNs[row]);
    }

    /** {@return the lower median of the distances around that of {@code row} to the next} */
    private long usualNs(int row) {
        int from = Math.max(0, row - NEIGHBORS);
        int to = Math.min(size - 2, row + NEIGHBORS);
        long[] distances = new long[to - from + 1];
        for (int i = from; i <= to; i++) {
            distances[i - from] = timesNs[i + 1] - timesNs[i];
        }
        Arrays.sort(distances);
        return distances[(distances.length - 1) / 2];
    }
}
