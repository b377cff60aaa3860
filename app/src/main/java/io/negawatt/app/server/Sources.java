package io.negawatt.app.server;

import io.negawatt.core.text.Message;
import java.util.Set;

/** Where power may come from. */
final class Sources {
    private static final Set<String> KNOWN = Set.of("grid", "solar", "wind", "battery", "unknown");

    private Sources() {}

    /** {@return what people call it; a source that nobody knows keeps its name} */
    static Message name(String id) {
        return KNOWN.contains(id) ? Message.of("server.source." + id) : Message.of("server.verbatim", id);
    }
}
