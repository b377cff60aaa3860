package io.negawatt.plan.signal;

import java.time.Duration;
import java.time.Instant;

/**
 * A value as a source gave it.
 *
 * @param from start of the time for which it holds
 * @param value in the unit of its kind, finite
 * @param basis how the source got it
 */
record Point(Instant from, Duration step, double value, Basis basis) {
    Point {
        if (!Double.isFinite(value)) {
            throw new BadAnswerException("signal.gap.value", String.valueOf(value));
        }
    }
}
