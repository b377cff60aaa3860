package io.negawatt.app.cli;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.time.DateTimeException;
import java.time.Instant;

/** An option whose value is a time. */
final class Instants {
    private static final int DATE_LENGTH = "2026-01-01".length();

    private Instants() {}

    /** {@return the time of {@code 2026-01-01T00:00:00Z}, or the start of a day of UTC} */
    static Instant of(String option, String text) {
        try {
            return Instant.parse(text.length() == DATE_LENGTH ? text + "T00:00:00Z" : text);
        } catch (DateTimeException e) {
            throw new BadInputException(Message.of("cli.error.instant", option, text), e);
        }
    }
}
