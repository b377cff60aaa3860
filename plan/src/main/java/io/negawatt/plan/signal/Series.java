package io.negawatt.plan.signal;

import io.negawatt.core.series.StepSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Values on a regular grid of time. A slot without a value is a gap: {@link #isKnown} says so, and {@link #value} refuses it.
 *
 * <p>The grid is in absolute time, so a day of 23 or 25 hours is nothing special here. Immutable.
 */
public final class Series {
    private static final double FULL = 1 - 1e-9;

    private final Instant start;
    private final Duration step;
    private final double[] values;

    private Series(Instant start, Duration step, double[] values) {
        this.start = start;
        this.step = step;
        this.values = values;
    }

    /**
     * {@return a series of {@code values}, where NaN stands for a gap}
     *
     * @param start start of the first slot
     * @param step length of a slot, more than 0
     */
    public static Series of(Instant start, Duration step, double... values) {
        if (!step.isPositive()) {
            throw new IllegalArgumentException("a series needs slots of some length, but got " + step);
        }
        for (double value : values) {
            if (Double.isInfinite(value)) {
                throw new IllegalArgumentException("a value of a series must be finite");
            }
        }
        return new Series(start, step, values.clone());
    }

    /**
     * {@return the mean of {@code steps} over each slot; a slot that is not known in its whole length is a gap}
     *
     * @param from start of the first slot
     * @param count number of slots
     */
    public static Series of(StepSeries steps, Instant from, Duration step, int count) {
        var values = new double[count];
        var blocks = steps.blocks();
        int block = 0;
        for (int i = 0; i < count; i++) {
            var slot = from.plus(step.multipliedBy(i));
            while (block < blocks.size() - 1 && !blocks.get(block).to().isAfter(slot)) {
                block++;
            }
            values[i] = mean(steps, block, slot, step);
        }
        return new Series(from, step, values);
    }

    /** The common case, a block of the grid's own step, is looked up; all else is averaged. */
    private static double mean(StepSeries steps, int block, Instant slot, Duration step) {
        if (steps.blocks().isEmpty()) {
            return Double.NaN;
        }
        var at = steps.blocks().get(block);
        long offset = Duration.between(at.from(), slot).toNanos();
        if (at.step().equals(step) && offset >= 0 && offset % step.toNanos() == 0 && slot.isBefore(at.to())) {
            return at.values().get((int) (offset / step.toNanos()));
        }
        var near = new StepSeries(
                steps.blocks().subList(block, Math.min(steps.blocks().size(), block + 64)));
        var mean = near.over(slot, slot.plus(step));
        return mean.known() >= FULL ? mean.value() : Double.NaN;
    }

    /** {@return start of the first slot} */
    public Instant start() {
        return start;
    }

    /** {@return length of a slot} */
    public Duration step() {
        return step;
    }

    /** {@return number of slots, gaps among them} */
    public int size() {
        return values.length;
    }

    /** {@return end of the last slot} */
    public Instant end() {
        return timeOf(values.length);
    }

    /** {@return start of the slot {@code index}, which may lie outside of the series} */
    public Instant timeOf(int index) {
        return start.plus(step.multipliedBy(index));
    }

    /** {@return the slot that holds {@code time}, which may lie outside of the series} */
    public int indexOf(Instant time) {
        return Math.toIntExact(Math.floorDiv(Duration.between(start, time).toNanos(), step.toNanos()));
    }

    /** {@return whether the slot is within the series and no gap} */
    public boolean isKnown(int index) {
        return index >= 0 && index < values.length && !Double.isNaN(values[index]);
    }

    /**
     * {@return the value of a slot}
     *
     * @throws IllegalArgumentException if the slot is a gap or outside
     */
    public double value(int index) {
        if (!isKnown(index)) {
            throw new IllegalArgumentException("the slot at %s is a gap".formatted(timeOf(index)));
        }
        return values[index];
    }

    /** {@return a copy of the values for arithmetic in bulk, with NaN for gaps} */
    public double[] toArray() {
        return values.clone();
    }

    /** {@return the slots from {@code from}, inclusive, to {@code to}, exclusive} */
    public Series slice(int from, int to) {
        return new Series(timeOf(from), step, Arrays.copyOfRange(values, from, to));
    }

    /** {@return number of gaps} */
    public int gaps() {
        return (int) Arrays.stream(values).filter(Double::isNaN).count();
    }
}
