package io.negawatt.core.meter;

import io.negawatt.core.meter.FaultMeter.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** When which fault befalls a simulated device: windows that do not overlap, the same for the same seed. */
final class FaultEvents {
    private static final double MEAN_PAUSE_S = 8;

    private final SplittableRandom random;
    private final List<Fault> kinds;
    private final List<Event> events = new ArrayList<>();

    /**
     * A fault from {@code fromS} to {@code toS}, in s since the beginning.
     *
     * @param heals whether a counter that stood still knows afterwards what it missed
     */
    record Event(Fault fault, double fromS, double toS, boolean heals) {
        boolean touches(double windowFromS, double windowToS) {
            return fromS <= windowToS && windowFromS <= toS;
        }
    }

    FaultEvents(long seed, List<Fault> kinds) {
        this.random = new SplittableRandom(seed);
        this.kinds = kinds;
    }

    /** {@return the fault at {@code atS}} */
    Optional<Event> at(double atS) {
        return between(atS, atS).stream().findFirst();
    }

    /** {@return the faults that touch the window} */
    List<Event> between(double fromS, double toS) {
        growTo(toS);
        return events.stream().filter(event -> event.touches(fromS, toS)).toList();
    }

    private void growTo(double toS) {
        while (!kinds.isEmpty() && (events.isEmpty() || events.getLast().fromS() <= toS)) {
            double after = events.isEmpty() ? 0 : events.getLast().toS();
            var fault = kinds.get(random.nextInt(kinds.size()));
            double fromS = after + 0.05 - MEAN_PAUSE_S * Math.log(1 - random.nextDouble());
            events.add(new Event(fault, fromS, fromS + lengthS(fault), random.nextBoolean()));
        }
    }

    private double lengthS(Fault fault) {
        return switch (fault) {
            case RESET -> 0;
            case BRIEF_ZERO, NAN -> 0.02 + 0.4 * random.nextDouble();
            case STUCK, DROP_OUT -> 0.02 + 4 * random.nextDouble();
            case WRAP, TICKS, AVERAGE, DUTY, MIG_REPEAT, BACKWARD_CLOCK ->
                throw new IllegalArgumentException(fault + " is no event");
        };
    }
}
