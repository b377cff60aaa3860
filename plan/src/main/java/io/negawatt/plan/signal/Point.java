package io.negawatt.plan.signal;

import java.time.Duration;
import java.time.Instant;

/**
 * A value as a source gave it.
 *
 * @param from start of the time for which it holds
 * @param value finite
 * @param unit that of its kind; of a price, with its currency, such as {@code GBP/MWh}
 * @param basis how the source got it
 */
record Point(Instant from, Duration step, double value, String unit, Basis basis) {
    Point {
        if (!Double.isFinite(value)) {
            throw new BadAnswerException("signal.gap.value", String.valueOf(value));
        }
    }
}
