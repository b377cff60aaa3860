package io.negawatt.plan.signal;

import io.negawatt.core.text.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was found out about a query: values on a grid, each with where it came from. What no source could tell is a gap.
 *
 * @param unit of all values; of a price with its currency, such as {@code GBP/MWh}, or {@code ¤/MWh} where there is none
 * @param provenance of each slot; empty at a gap
 * @param gaps why something is missing, in the order in which sources were asked
 */
public record Signal(
        Query query, Series values, String unit, List<Optional<Provenance>> provenance, List<Message> gaps) {
    public Signal {
        provenance = List.copyOf(provenance);
        gaps = List.copyOf(gaps);
        if (provenance.size() != values.size()) {
            throw new IllegalArgumentException("each value needs its provenance");
        }
    }

    /**
     * Where a value came from.
     *
     * @param source name of the source
     * @param basis how the source got it
     * @param fetched when its answer was last known to be right
     */
    public record Provenance(String source, Basis basis, Instant fetched) {}
}
