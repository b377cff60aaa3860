package io.negawatt.plan.jobs;

import java.time.Duration;
import java.time.Instant;

/**
 * Equal slots of time, counted from 0. A job that begins within a slot may use the next one; a job that ends within a slot
 * takes all of it.
 *
 * @param start start of slot 0
 * @param step length of a slot, more than 0
 * @param count number of slots, at least 1
 */
public record Slots(Instant start, Duration step, int count) {
    private static final double NANOS_PER_HOUR = 3.6e12;

    public Slots {
        if (!step.isPositive() || count < 1) {
            throw new IllegalArgumentException(
                    "a plan needs slots of some length, got %d of %s".formatted(count, step));
        }
    }

    /** {@return the start of a slot, which may lie outside} */
    public Instant timeOf(int slot) {
        return start.plus(step.multipliedBy(slot));
    }

    /** {@return end of the last slot} */
    public Instant end() {
        return timeOf(count);
    }

    /** {@return length of a slot in hours} */
    public double hours() {
        return step.toNanos() / NANOS_PER_HOUR;
    }

    /** {@return the first slot that begins at {@code time} or later; may lie outside} */
    public int from(Instant time) {
        return Math.toIntExact(Math.ceilDiv(Duration.between(start, time).toNanos(), step.toNanos()));
    }

    /** {@return number of slots that have ended at {@code time}; negative before the start} */
    public int until(Instant time) {
        return Math.toIntExact(Math.floorDiv(Duration.between(start, time).toNanos(), step.toNanos()));
    }

    /** {@return number of slots that hold so long a time, rounded up} */
    public int holding(Duration time) {
        return Math.toIntExact(Math.ceilDiv(time.toNanos(), step.toNanos()));
    }
}
