package io.negawatt.plan.simulate;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Events in virtual time. They happen in the order of their times; those of one time in the order in which they were asked for.
 * The same events from the same seed give the same simulation.
 *
 * <p>An event that throws ends the simulation with a {@link SimulationException}. Not thread-safe.
 */
public final class Kernel {
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingDouble(Event::timeS).thenComparingLong(Event::order));
    private final RandomGenerator random;
    private double nowS;
    private long asked;

    public Kernel(long seed) {
        this.random = new SplittableRandom(seed);
    }

    private record Event(double timeS, long order, String entity, Runnable action) {}

    /** {@return virtual time, s} */
    public double nowS() {
        return nowS;
    }

    /** {@return the only source of chance in a simulation} */
    public RandomGenerator random() {
        return random;
    }

    /**
     * Asks for an event.
     *
     * @param timeS when it happens; not before now
     * @param entity whose event it is, for failures
     */
    public void at(double timeS, String entity, Runnable action) {
        if (!(timeS >= nowS) || Double.isInfinite(timeS)) {
            throw new IllegalArgumentException("an event at %s s, but it is already %s s".formatted(timeS, nowS));
        }
        events.add(new Event(timeS, asked++, entity, action));
    }

    /** Lets all events before {@code endS} happen; then it is {@code endS}. */
    public void run(double endS) {
        for (var next = events.peek(); next != null && next.timeS < endS; next = events.peek()) {
            events.remove();
            nowS = next.timeS;
            happen(next);
        }
        nowS = Math.max(nowS, endS);
    }

    private static void happen(Event event) {
        try {
            event.action.run();
        } catch (SimulationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SimulationException(event.timeS, event.entity, e);
        }
    }
}
