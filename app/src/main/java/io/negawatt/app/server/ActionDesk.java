package io.negawatt.app.server;

import io.negawatt.core.text.Lang;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was done to knobs and jobs, and how to put it back. */
public interface ActionDesk {
    /** A desk at which nothing was ever done. */
    ActionDesk NONE = new ActionDesk() {
        @Override
        public List<Action> actions(Lang lang) {
            return List.of();
        }

        @Override
        public Optional<Action> revert(String id, String who, Lang lang) {
            return Optional.empty();
        }
    };

    /**
     * Something that was done.
     *
     * @param author token or rule that did it
     * @param limit how far it may go
     * @param effect what it changed
     * @param state {@code active}, {@code done}, {@code restored} or {@code failed}
     * @param until when it ends by itself
     * @param reversible whether it can be put back now
     */
    record Action(
            String id,
            Instant at,
            String title,
            String author,
            String reason,
            Optional<String> limit,
            Optional<String> effect,
            String state,
            Optional<Instant> until,
            boolean reversible) {}

    /** {@return the actions, the newest first} */
    List<Action> actions(Lang lang) throws IOException;

    /** {@return the action, put back; empty where there is none that can be} */
    Optional<Action> revert(String id, String who, Lang lang) throws IOException;
}
