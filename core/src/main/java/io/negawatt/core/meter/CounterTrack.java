package io.negawatt.core.meter;

import io.negawatt.core.series.Reading;
import io.negawatt.core.series.WrappingCounter;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A channel that is one cumulative counter. */
final class CounterTrack implements AutoCloseable {

    /** A count, such as a file of the kernel. */
    interface Source extends AutoCloseable {
        /**
         * {@return the count now}
         *
         * @throws IOException where the device does not say
         */
        long read() throws IOException;

        @Override
        void close();
    }

    private final Source source;
    private final WrappingCounter counter;
    private final Optional<Duration> deadAfter;
    private Instant lastMove = Instant.EPOCH;
    private long lastTicks = -1;

    /**
     * @param source where the count is read; closed with this
     * @param counter turns counts into energy
     * @param deadAfter time after which a count that does not move is unknown instead of 0 J; empty for a part that may rest
     */
    CounterTrack(Source source, WrappingCounter counter, Optional<Duration> deadAfter) {
        this.source = source;
        this.counter = counter;
        this.deadAfter = deadAfter;
    }

    void start(Instant now) {
        try {
            lastTicks = source.read();
            lastMove = now;
            counter.start(lastTicks, now);
        } catch (IOException e) {
            // The first poll says why, if it fails too.
            counter.startUnread(now);
        }
    }

    Reading poll(Instant now) {
        long ticks;
        try {
            ticks = source.read();
        } catch (IOException e) {
            return counter.missed(SysFile.unreadable(e), now);
        }
        if (ticks != lastTicks) {
            lastTicks = ticks;
            lastMove = now;
        } else if (deadAfter.isPresent() && !now.isBefore(lastMove.plus(deadAfter.get()))) {
            return counter.missed(
                    Message.of("meter.gap.counter.still", deadAfter.get().toSeconds()), now);
        }
        return counter.poll(ticks, now);
    }

    @Override
    public void close() {
        source.close();
    }
}
