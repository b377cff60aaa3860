package io.negawatt.core.catalog;

import io.negawatt.core.text.Message;
import java.util.List;
import java.util.Optional;

/**
 * A part of the world whose electricity has figures of its own.
 *
 * @param parent id of the zone around it, whose figures stand in; empty for the world
 */
public record Zone(String id, Names names, Optional<String> parent, List<String> aliases, Origin origin)
        implements Fact {

    @Override
    public Kind kind() {
        return Kind.ZONE;
    }

    @Override
    public Message figures() {
        return Message.of(
                "catalog.figures.zone", parent.orElse("—"), aliases.isEmpty() ? "—" : String.join(", ", aliases));
    }
}
