package io.negawatt.core.meter;

import io.negawatt.core.meter.RemoteMeter.Figure;
import io.negawatt.core.series.CounterSpec;
import io.negawatt.core.series.PowerIntegrator;
import io.negawatt.core.series.Reading;
import io.negawatt.core.series.WrappingCounter;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Quantities;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One channel of a {@link RemoteMeter}: turns the figures of successive pages into readings.
 *
 * <p>The first power also stands for the time from the start to its arrival, which is a fraction of a second. A counter needs
 * two figures. Where a server refreshes its counter more slowly than it is asked, what it shows first may be old, and the
 * readings begin at its first change; a counter that does not move for two minutes is taken to be dead.
 *
 * <p>After an outage the gap ends with what the counter rose by meanwhile ({@link Reading.Gap#counted}). That is never more than was
 * used: a counter that began anew in the outage shows less than it used since, and one that shows less than before tells nothing.
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
    private boolean counts;
    private Optional<Base> base = Optional.empty();

    /** The last figure before an outage. */
    private record Base(Instant at, long ticks) {}

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
        base = Optional.empty();
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

    /** {@return a gap up to now; what comes next begins anew, or bridges the gap} */
    Reading missing(Message reason, Instant now) {
        base = state == State.RUNNING && counts ? Optional.of(new Base(from, lastTicks)) : base;
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
        counts = true;
        boolean moved = (state == State.STARTED && base.isEmpty()) || ticks != lastTicks;
        lastTicks = ticks;
        lastMove = moved ? now : lastMove;
        return moved ? moved(ticks, now) : still(now);
    }

    private Reading moved(long ticks, Instant now) {
        var reading = switch (state) {
            case STARTED -> base.isPresent() ? bridged(base.get(), ticks, now) : based(ticks, now);
            case STILL -> based(ticks, now);
            case BASED, RUNNING -> counter.poll(ticks, now);
        };
        boolean bridged = reading instanceof Reading.Gap gap && gap.counted().isPresent();
        state = state == State.STARTED && !bridged ? State.BASED : State.RUNNING;
        base = Optional.empty();
        return reading;
    }

    /** The device may have been reset meanwhile, or the figure be none of its own: then the count begins anew. */
    private Reading bridged(Base before, long ticks, Instant now) {
        double usedJ = (ticks - before.ticks()) * JOULES_PER_TICK;
        var time = Duration.between(before.at(), now);
        if (usedJ < 0 || usedJ > MAX_POWER_W * (time.toMillis() / 1e3)) {
            return based(ticks, now);
        }
        var used = new Reading.Used(before.at(), now, Energy.ofJoules(usedJ));
        var reason = Message.of("meter.gap.remote.bridged", used.energy(), Quantities.printDuration(time));
        var gap = gap(reason, now);
        counter.start(ticks, gap.to());
        return new Reading.Gap(gap.from(), gap.to(), reason, Optional.of(used));
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
