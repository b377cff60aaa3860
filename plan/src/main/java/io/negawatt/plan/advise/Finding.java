package io.negawatt.plan.advise;

import io.negawatt.core.text.Message;
import java.util.List;
import java.util.Optional;

/**
 * Something that the reader could do.
 *
 * @param kind name of the {@link FindingKind} that found it
 * @param title what, in a few words
 * @param detail what to mind: what it may cost beside, and when it does not hold
 * @param change what it is expected to change; empty where it makes figures surer and changes none
 * @param basis what the expectation rests on
 * @param command the words of the command that does it; none where no command can
 */
public record Finding(
        String kind,
        Message title,
        Message detail,
        Optional<Change> change,
        Optional<Message> basis,
        List<String> command) {

    public Finding {
        command = List.copyOf(command);
    }

    /** Something that makes figures surer. */
    static Finding surer(String kind, Message title, Message detail, List<String> command) {
        return new Finding(kind, title, detail, Optional.empty(), Optional.empty(), command);
    }

    /** Something that changes what is used. */
    static Finding change(
            String kind, Message title, Message detail, Change change, Message basis, List<String> command) {
        return new Finding(kind, title, detail, Optional.of(change), Optional.of(basis), command);
    }
}
