package io.negawatt.core.catalog;

import io.negawatt.core.text.Message;
import java.util.Locale;

/**
 * Where a fact comes from and how far it can be trusted.
 *
 * @param source publication or table, with its license where it asks to be named
 * @param status whether the figure was seen there
 */
public record Origin(String source, Status status) {

    /** How a figure was checked. */
    public enum Status {
        /** Read in the publication itself. */
        CONFIRMED,
        /** Taken from somebody who quotes the publication. */
        SECONDARY,
        /** Assumed, or from memory of the trade; nobody has checked it. */
        UNVERIFIED;

        /** {@return the word in files and options, such as {@code confirmed}} */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** {@return the word for people} */
        public Message title() {
            return Message.of("catalog.status." + id());
        }
    }
}
