package io.negawatt.app.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When something was said: a client may state a time on the host's monotonic clock, which all its processes share, and
 * otherwise it is now.
 *
 * @param clock the run's clock
 * @param nanos the host's monotonic clock, in ns; that of {@link System#nanoTime}, which on Linux is {@code CLOCK_MONOTONIC}
 * @param opened when the socket was opened, before which nothing was said
 */
record PhaseTimes(InstantSource clock, LongSupplier nanos, Instant opened) {
    private static final double NANOS_PER_S = 1e9;
    /** Clients round, and do not ask the clock at the moment at which we do. */
    private static final Duration MOST_AHEAD = Duration.ofMillis(10);

    private static final Duration MOST_LATE = Duration.ofHours(1);

    PhaseTimes(InstantSource clock, LongSupplier nanos) {
        this(clock, nanos, clock.instant());
    }

    Instant now() {
        return clock.instant();
    }

    /** {@return what the monotonic clock shows, in s} */
    double monotonicS() {
        return nanos.getAsLong() / NANOS_PER_S;
    }

    /** {@return the run's time when the monotonic clock showed {@code stampS}; empty where that cannot be meant} */
    Optional<Instant> at(double stampS) {
        double agoNs = nanos.getAsLong() - stampS * NANOS_PER_S;
        if (agoNs < -MOST_AHEAD.toNanos() || agoNs > MOST_LATE.toNanos()) {
            return Optional.empty();
        }
        return Optional.of(now().minusNanos(Math.max(0, Math.round(agoNs))));
    }
}
