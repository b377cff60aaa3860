package io.negawatt.core.meter;

import io.negawatt.core.series.Reading;
import io.negawatt.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A source of readings: one or more channels that are read together.
 *
 * <p>Contract, which {@code MeterContractTest} asserts for every kind: the first {@link #start} takes the base line; each
 * {@link #poll} then returns one reading a channel, in the order of {@link #channels}; the readings of a channel follow each
 * other without hole or overlap from the start to the last poll; energy is never negative and never includes what was
 * counted before; a poll never throws for what the device did: a failed reading is a {@link Reading.Gap}.
 *
 * <p>Not thread-safe: one meter, one polling thread.
 */
public interface Meter extends AutoCloseable {

    /** {@return the channels in the order of the readings; never changes} */
    List<Channel> channels();

    /** {@return what a reader of the figures should know, such as a sensor that was left out because it says the same twice} */
    default List<Message> notes() {
        return List.of();
    }

    /** {@return how often the device has a new figure; a faster poll yields {@link Reading.Pending} or coarse readings} */
    Duration period();

    /** Takes the base line: readings begin at {@code now}. */
    void start(Instant now);

    /** {@return what each channel used since its last figure} */
    List<Reading> poll(Instant now);

    @Override
    void close();
}
