package io.negawatt.core.series;

import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import java.time.Instant;

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

    /** No figure for the interval; {@code reason} is shown to people. */
    record Gap(Instant from, Instant to, Message reason) implements Reading {}

    /** No figure yet: the channel is slower than the polls, and a later reading covers this interval from its start. */
    record Pending(Instant from, Instant to) implements Reading {}
}
