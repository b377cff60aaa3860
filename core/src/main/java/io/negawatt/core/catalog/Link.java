package io.negawatt.core.catalog;

import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import java.util.Locale;

/**
 * A class of network and what a bit sent over it costs.
 *
 * @param share what is counted
 * @param jPerBit energy of a bit, in J/bit
 * @param basis how the range was made, in English, as the file says
 */
public record Link(String id, Names names, Share share, Interval jPerBit, String basis, Origin origin) implements Fact {

    /** What part of the network's energy a bit is charged with. Average and marginal are never mixed. */
    public enum Share {
        /** All energy of the network over all its traffic, idle lines included. */
        AVERAGE,
        /** What one bit more adds. */
        MARGINAL,
        /** The figure of a worked example; for nothing else. */
        EXAMPLE,
        /** One study's figure as printed, to compare with. */
        PUBLISHED;

        /** {@return the word in files and options, such as {@code average}} */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Kind kind() {
        return Kind.LINK;
    }

    @Override
    public Message figures() {
        return Message.of("catalog.figures.link." + share.id(), Ranges.text(jPerBit, "J/bit"));
    }
}
