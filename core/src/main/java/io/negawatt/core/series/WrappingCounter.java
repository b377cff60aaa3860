package io.negawatt.core.series;

import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Power;
import io.negawatt.core.units.Quantities;
import java.time.Duration;
import java.time.Instant;

/**
 * Turns a cumulative energy counter into the energy used between two polls.
 *
 * <p>Intel RAPL counts microjoules and restarts at zero past {@code max_energy_range_uj}. A lower count is read as exactly
 * one wrap, so polls must come faster than one turn of the counter: 262 s for a package that draws 1 kW on a range of
 * 262 kJ. A slower poll gives a {@link Reading.Gap}, never a figure that is silently too small.
 *
 * <p>A gap also follows where the count falls and no range is known, where the epoch changes, where the figure is more than
 * the device can draw, where a fallen counter comes back to what it was (some report a brief zero), and as long as the
 * counter has said nothing but 0. Every second from {@link #start} to the last poll is covered once. No figure exceeds
 * {@code maxPowerW} times its interval and one update period of the device.
 *
 * <p>Not thread-safe: one counter, one polling thread.
 *
 * @see <a href="https://docs.kernel.org/power/powercap/powercap.html">Linux power capping framework</a>
 */
public final class WrappingCounter {
    private static final double SECONDS_PER_NANOSECOND = 1e-9;
    private static final long NEVER = -1;
    private static final long UNKNOWN = -1;

    private final CounterSpec spec;
    private final double updatePeriodS;

    private Instant from = Instant.EPOCH;
    private long lastTicks = UNKNOWN;
    private long lastEpoch;
    private boolean hasMoved;
    private long ticksBeforeFall = NEVER;

    public WrappingCounter(CounterSpec spec) {
        this.spec = spec;
        this.updatePeriodS = seconds(spec.updatePeriod());
    }

    /** Takes the base line of the counter's first epoch. */
    public void start(long ticks, Instant now) {
        start(ticks, 0, now);
    }

    /** Takes the base line. */
    public void start(long ticks, long epoch, Instant now) {
        from = now;
        rebase(isOutOfRange(ticks) ? UNKNOWN : ticks, epoch);
        hasMoved = ticks != 0;
    }

    /** Readings begin at {@code now}, but the counter could not be read: what it counts until it can is a gap. */
    public void startUnread(Instant now) {
        from = now;
        lastTicks = UNKNOWN;
    }

    /** {@return the energy used since the last figure, in the epoch of the start} */
    public Reading poll(long ticks, Instant now) {
        return poll(ticks, lastEpoch, now);
    }

    /**
     * {@return the energy used since the last figure, or why it is not known}
     *
     * @param ticks the count
     * @param epoch any number that changes when the counter is reset, such as a time of boot
     */
    public Reading poll(long ticks, long epoch, Instant now) {
        if (now.isBefore(from)) {
            return new Reading.Gap(from, from, backward(from, now));
        }
        if (isOutOfRange(ticks)) {
            String range = spec.rangeTicks().map(Object::toString).orElse("…");
            return missed(Message.of("series.gap.counter.outOfRange", ticks, range), now);
        }
        if (lastTicks == UNKNOWN) {
            return rebased(ticks, epoch, now, Message.of("series.gap.counter.noBase"));
        }
        if (epoch != lastEpoch) {
            return rebased(ticks, epoch, now, Message.of("series.gap.counter.epoch"));
        }
        hasMoved |= ticks != 0;
        if (!hasMoved) {
            return rebased(ticks, epoch, now, Message.of("series.gap.counter.zero"));
        }
        return now.equals(from) ? new Reading.Pending(from, now) : difference(ticks, epoch, now);
    }

    /** {@return a gap for a poll that failed; the next poll begins anew, because the counter may have turned meanwhile} */
    public Reading missed(Message reason, Instant now) {
        if (now.isBefore(from)) {
            return new Reading.Gap(from, from, backward(from, now));
        }
        var gap = new Reading.Gap(from, now, reason);
        from = now;
        lastTicks = UNKNOWN;
        return gap;
    }

    private Reading difference(long ticks, long epoch, Instant now) {
        double elapsedS = seconds(Duration.between(from, now));
        if (ticks == lastTicks && elapsedS < updatePeriodS) {
            return new Reading.Pending(from, now);
        }
        boolean fell = ticks < lastTicks;
        boolean liesLow = ticksBeforeFall != NEVER && ticks == 0;
        if (liesLow || (fell && spec.rangeTicks().isEmpty())) {
            long before = Math.max(lastTicks, ticksBeforeFall);
            return fallen(ticks, epoch, now, Message.of("series.gap.counter.backward", print(before), print(ticks)));
        }
        if (ticksBeforeFall != NEVER && ticks >= ticksBeforeFall) {
            return rebased(ticks, epoch, now, Message.of("series.gap.counter.recovered", print(ticks)));
        }
        double turnS = turnS();
        if (elapsedS >= turnS) {
            return rebased(ticks, epoch, now, Message.of("series.gap.counter.slow", say(elapsedS), say(turnS)));
        }
        return bounded(ticks, epoch, now, elapsedS);
    }

    private Reading bounded(long ticks, long epoch, Instant now, double elapsedS) {
        boolean fell = ticks < lastTicks;
        double usedJ = (ticks - lastTicks + (fell ? spec.rangeTicks().orElse(0L) : 0)) * spec.joulesPerTick();
        if (usedJ > spec.maxPowerW() * (elapsedS + updatePeriodS)) {
            var reason = Message.of(
                    "series.gap.counter.overPower", Energy.ofJoules(usedJ), say(elapsedS), new Power(spec.maxPowerW()));
            return fell ? fallen(ticks, epoch, now, reason) : rebased(ticks, epoch, now, reason);
        }
        var used = new Reading.Used(from, now, Energy.ofJoules(usedJ));
        from = now;
        lastTicks = ticks;
        ticksBeforeFall = NEVER;
        return used;
    }

    /** The shortest time in which the counter can turn over; infinite where range or power is not known. */
    private double turnS() {
        double range = spec.rangeTicks().map(Long::doubleValue).orElse(Double.POSITIVE_INFINITY);
        return Double.isInfinite(spec.maxPowerW())
                ? Double.POSITIVE_INFINITY
                : range * spec.joulesPerTick() / spec.maxPowerW();
    }

    private boolean isOutOfRange(long ticks) {
        return ticks < 0 || ticks > spec.rangeTicks().orElse(Long.MAX_VALUE);
    }

    private Reading fallen(long ticks, long epoch, Instant now, Message reason) {
        long before = Math.max(lastTicks, ticksBeforeFall);
        var gap = rebased(ticks, epoch, now, reason);
        ticksBeforeFall = before;
        return gap;
    }

    private Reading rebased(long ticks, long epoch, Instant now, Message reason) {
        var gap = new Reading.Gap(from, now, reason);
        from = now;
        rebase(ticks, epoch);
        return gap;
    }

    private void rebase(long ticks, long epoch) {
        lastTicks = ticks;
        lastEpoch = epoch;
        ticksBeforeFall = NEVER;
    }

    static Message backward(Instant from, Instant now) {
        return Message.of("series.gap.backwardClock", Quantities.printDuration(Duration.between(now, from)));
    }

    private String print(long ticks) {
        return Numbers.significant(ticks * spec.joulesPerTick(), 6) + " J";
    }

    private static String say(double elapsedS) {
        return Quantities.printDuration(Duration.ofNanos(Math.round(elapsedS / SECONDS_PER_NANOSECOND)));
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() * SECONDS_PER_NANOSECOND;
    }
}
