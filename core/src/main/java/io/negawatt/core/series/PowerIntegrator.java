package io.negawatt.core.series;

import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Quantities;
import java.time.Duration;
import java.time.Instant;

/**
 * Turns samples of power into energy by the trapezoid rule: between two samples power is taken to change evenly.
 *
 * <p>A hole longer than the stated maximum, a sample that is NaN, infinite or negative, and a missed sample are gaps; so is
 * the interval after such a sample, because it has no power at its start. Every second from the start to the last sample is
 * covered once.
 *
 * <p>Not thread-safe: one device, one polling thread.
 */
public final class PowerIntegrator {
    private static final double SECONDS_PER_NANOSECOND = 1e-9;

    private final Duration longestHole;

    private Instant from = Instant.EPOCH;
    private double lastW = Double.NaN;

    /** @param longestHole longest time between two samples that is bridged */
    public PowerIntegrator(Duration longestHole) {
        if (longestHole.isNegative() || longestHole.isZero()) {
            throw new IllegalArgumentException("the longest hole is above 0 s, but got " + longestHole);
        }
        this.longestHole = longestHole;
    }

    /** Takes the first sample, in W. */
    public void start(double watts, Instant now) {
        from = now;
        lastW = isPower(watts) ? watts : Double.NaN;
    }

    /** Readings begin at {@code now}, but there is no sample. */
    public void startUnread(Instant now) {
        start(Double.NaN, now);
    }

    /** {@return the energy since the last sample} */
    public Reading sample(double watts, Instant now) {
        if (!isPower(watts)) {
            return missed(Message.of("series.gap.power.sample", watts + " W"), now);
        }
        if (now.isBefore(from)) {
            return new Reading.Gap(from, from, WrappingCounter.backward(from, now));
        }
        var reading = between(watts, now);
        from = now;
        lastW = watts;
        return reading;
    }

    /** {@return a gap for a sample that failed} */
    public Reading missed(Message reason, Instant now) {
        if (now.isBefore(from)) {
            return new Reading.Gap(from, from, WrappingCounter.backward(from, now));
        }
        var gap = new Reading.Gap(from, now, reason);
        from = now;
        lastW = Double.NaN;
        return gap;
    }

    private Reading between(double watts, Instant now) {
        if (Double.isNaN(lastW)) {
            return new Reading.Gap(from, now, Message.of("series.gap.power.first"));
        }
        var elapsed = Duration.between(from, now);
        if (elapsed.compareTo(longestHole) > 0) {
            return new Reading.Gap(
                    from,
                    now,
                    Message.of(
                            "series.gap.power.hole",
                            Quantities.printDuration(elapsed),
                            Quantities.printDuration(longestHole)));
        }
        double elapsedS = elapsed.getSeconds() + elapsed.getNano() * SECONDS_PER_NANOSECOND;
        return new Reading.Used(from, now, Energy.ofJoules((lastW / 2 + watts / 2) * elapsedS));
    }

    /** The largest power whose energy over the longest span of time is still a number. */
    private static boolean isPower(double watts) {
        return watts >= 0 && watts < 1e100;
    }
}
