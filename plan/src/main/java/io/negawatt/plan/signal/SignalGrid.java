package io.negawatt.plan.signal;

import io.negawatt.core.text.Message;
import io.negawatt.plan.signal.Fetcher.Dated;
import io.negawatt.plan.signal.Signal.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The slots of a query while sources fill them, the first that knows a slot keeping it. A point of a longer step holds for all
 * slots in it; finer points are averaged where they cover a slot without a hole. Of two points of one time, the later in an
 * answer counts: that is how providers revise. Not thread-safe.
 */
final class SignalGrid {
    private final Instant start;
    private final Duration step;
    private final double[] values;
    private final List<Optional<Provenance>> provenance;
    /** Of the values; empty while there is none. */
    private Optional<String> unit = Optional.empty();

    SignalGrid(Query query, Duration step) {
        this.start = query.from();
        this.step = step;
        long whole = Duration.between(query.from(), query.to())
                .plus(step)
                .minusNanos(1)
                .dividedBy(step);
        this.values = new double[Math.toIntExact(whole)];
        Arrays.fill(values, Double.NaN);
        this.provenance = new ArrayList<>(Collections.nCopies(values.length, Optional.empty()));
    }

    boolean isFull() {
        return Arrays.stream(values).noneMatch(Double::isNaN);
    }

    /** Fills slots that are open; {@return why points were left out: a grid never holds prices in two currencies} */
    Optional<Message> fill(String source, List<Dated> points) {
        var units =
                points.stream().map(point -> point.point().unit()).distinct().toList();
        String wanted = unit.orElse(units.isEmpty() ? "" : units.getFirst());
        var byTime = new TreeMap<Instant, Dated>();
        points.stream()
                .filter(point -> point.point().unit().equals(wanted))
                .forEach(point -> byTime.put(point.point().from(), point));
        for (int slot = 0; slot < values.length; slot++) {
            if (Double.isNaN(values[slot])) {
                fill(slot, source, byTime);
            }
        }
        return units.stream()
                .filter(other -> !other.equals(wanted))
                .findFirst()
                .map(other -> Message.of("signal.gap.currency", source, other, wanted));
    }

    private void fill(int slot, String source, NavigableMap<Instant, Dated> points) {
        var from = start.plus(step.multipliedBy(slot));
        var to = from.plus(step);
        double sum = 0;
        double weight = 0;
        Optional<Dated> last = Optional.empty();
        for (var at = first(points, from);
                at.isPresent() && at.get().point().from().isBefore(to);
                at = next(points, at.get())) {
            double overlap = overlapS(at.get().point(), from, to);
            sum += overlap * at.get().point().value();
            weight += overlap;
            last = overlap > 0 ? at : last;
        }
        if (last.isPresent() && weight >= step.toMillis() / 1000.0 - 1e-6) {
            values[slot] = sum / weight;
            unit = Optional.of(last.get().point().unit());
            provenance.set(
                    slot,
                    Optional.of(new Provenance(
                            source, last.get().point().basis(), last.get().fetched())));
        }
    }

    private static Optional<Dated> first(NavigableMap<Instant, Dated> points, Instant from) {
        return Optional.ofNullable(points.floorEntry(from))
                .or(() -> Optional.ofNullable(points.ceilingEntry(from)))
                .map(Map.Entry::getValue);
    }

    private static Optional<Dated> next(NavigableMap<Instant, Dated> points, Dated point) {
        return Optional.ofNullable(points.higherEntry(point.point().from())).map(Map.Entry::getValue);
    }

    private static double overlapS(Point point, Instant from, Instant to) {
        var start = point.from().isAfter(from) ? point.from() : from;
        var end = point.from().plus(point.step()).isBefore(to) ? point.from().plus(point.step()) : to;
        return Math.max(0, Duration.between(start, end).toMillis() / 1000.0);
    }

    Signal signal(Query query, List<Message> gaps) {
        return new Signal(
                query, Series.of(start, step, values), unit.orElse(query.kind().unit()), provenance, gaps);
    }
}
