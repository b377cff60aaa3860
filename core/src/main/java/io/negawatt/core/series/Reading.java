package io.negawatt.core.series;

import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import java.time.Instant;
import java.util.Optional;

/**
 * What a meter says of one interval: so much energy, that it does not know, or that the answer comes with a later poll.
 *
 * <p>The readings of one channel follow each other without hole or overlap, so that every second is covered once.
 */
public sealed interface Reading {

    /** Start of the interval, inclusive. */
    Instant from();

    /** End of the interval, exclusive. */
    Instant to();

    /** The energy used in the interval; 0 J is a measured zero. */
    record Used(Instant from, Instant to, Energy energy) implements Reading {}

    /**
     * No figure for the interval; {@code reason} is shown to people.
     *
     * @param counted what was used all the same from the last figure before this gap to its end, where a counter that is heard again
     *     tells: the energy is known, its course is not. It may reach back over gaps that were told before.
     */
    record Gap(Instant from, Instant to, Message reason, Optional<Used> counted) implements Reading {
        /** A gap of which nobody knows what was used in it. */
        public Gap(Instant from, Instant to, Message reason) {
            this(from, to, reason, Optional.empty());
        }
    }

    /** No figure yet: the channel is slower than the polls, and a later reading covers this interval from its start. */
    record Pending(Instant from, Instant to) implements Reading {}
}
