package io.negawatt.core.meter;

import io.negawatt.core.meter.RemoteMeter.Figure;
import io.negawatt.core.series.CounterSpec;
import io.negawatt.core.series.PowerIntegrator;
import io.negawatt.core.series.Reading;
import io.negawatt.core.series.WrappingCounter;
import io.negawatt.core.text.Message;
import java.time.Duration;
import java.time.Instant;

/**
 * One channel of a {@link RemoteMeter}: turns the figures of successive pages into readings.
 *
 * <p>The first power also stands for the time from the start to its arrival, which is a fraction of a second. A counter needs
 * two figures. Where a server refreshes its counter more slowly than it is asked, what it shows first may be old, and the
 * readings begin at its first change; a counter that does not move for two minutes is taken to be dead.
 */
final class RemoteTrack {
    private static final double JOULES_PER_TICK = 1e-6;
    /** More than any node of one operating system draws; keeps out figures of a broken page. */
    private static final double MAX_POWER_W = 100_000;

    private static final Duration DEAD_AFTER = Duration.ofMinutes(2);
    private static final int LONGEST_HOLE_PERIODS = 10;

    private final PowerIntegrator power;
    private final WrappingCounter counter = new WrappingCounter(
            CounterSpec.unbounded(JOULES_PER_TICK, MAX_POWER_W).movingEvery(DEAD_AFTER));
    private State state = State.STARTED;
    private Instant from = Instant.EPOCH;
    private Instant lastMove = Instant.EPOCH;
    private long lastTicks;

    private enum State {
        /** No figure yet. */
        STARTED,
        /** One figure of a counter; whether it is fresh is not known. */
        BASED,
        /** The counter has been seen to stand still: its next move is the first figure whose age is known. */
        STILL,
        RUNNING
    }

    RemoteTrack(Duration period) {
        power = new PowerIntegrator(period.multipliedBy(LONGEST_HOLE_PERIODS));
    }

    void start(Instant now) {
        from = now;
        state = State.STARTED;
        power.startUnread(now);
        counter.startUnread(now);
    }

    /** {@return the reading of a poll for which there is no answer yet} */
    Reading waiting(Instant now) {
        return new Reading.Pending(from, now.isBefore(from) ? from : now);
    }

    /** {@return the reading of a poll that saw this figure} */
    Reading answer(Figure figure, Instant now) {
        return switch (figure) {
            case Figure.Watts(var watts) -> covered(watts(watts, now));
            case Figure.Joules(var joules) -> covered(joules(joules, now));
            case Figure.Missing(var reason) -> missing(reason, now);
        };
    }

    /** {@return a gap up to now; what comes next begins anew} */
    Reading missing(Message reason, Instant now) {
        state = State.STARTED;
        return gap(reason, now);
    }

    private Reading gap(Message reason, Instant now) {
        var gap = new Reading.Gap(from, now.isBefore(from) ? from : now, reason);
        from = gap.to();
        power.startUnread(from);
        counter.startUnread(from);
        return gap;
    }

    private Reading covered(Reading reading) {
        from = reading instanceof Reading.Pending ? reading.from() : reading.to();
        return reading;
    }

    private Reading watts(double watts, Instant now) {
        if (state == State.STARTED) {
            state = State.RUNNING;
            power.start(watts, from);
        }
        return power.sample(watts, now);
    }

    private Reading joules(double joules, Instant now) {
        if (!(joules >= 0 && joules < Long.MAX_VALUE * JOULES_PER_TICK)) {
            return missing(Message.of("meter.gap.remote.value", joules), now);
        }
        long ticks = Math.round(joules / JOULES_PER_TICK);
        boolean moved = state == State.STARTED || ticks != lastTicks;
        lastTicks = ticks;
        lastMove = moved ? now : lastMove;
        return moved ? moved(ticks, now) : still(now);
    }

    private Reading moved(long ticks, Instant now) {
        var reading = switch (state) {
            case STARTED, STILL -> based(ticks, now);
            case BASED, RUNNING -> counter.poll(ticks, now);
        };
        state = state == State.STARTED ? State.BASED : State.RUNNING;
        return reading;
    }

    private Reading based(long ticks, Instant now) {
        var gap = gap(Message.of("meter.gap.remote.base"), now);
        counter.start(ticks, gap.to());
        return gap;
    }

    private Reading still(Instant now) {
        state = state == State.BASED ? State.STILL : state;
        boolean dead = now.isAfter(lastMove.plus(DEAD_AFTER));
        return dead ? missing(Message.of("meter.gap.counter.still", DEAD_AFTER.toSeconds()), now) : waiting(now);
    }
}
