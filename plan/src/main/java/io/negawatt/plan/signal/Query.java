package io.negawatt.plan.signal;

import java.time.Instant;

/**
 * What is asked of a source.
 *
 * @param zone zone or place in the words of the source, such as {@code DE} or {@code 52.5,13.4}
 * @param from start, inclusive
 * @param to end, exclusive
 */
public record Query(SignalKind kind, String zone, Instant from, Instant to) {
    public Query {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a query needs a span, but got %s to %s".formatted(from, to));
        }
    }

    Query within(Instant start, Instant end) {
        return new Query(kind, zone, start, end.isBefore(to) ? end : to);
    }
}
