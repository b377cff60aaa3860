package io.negawatt.app.store;

import java.time.Duration;
import java.time.Instant;

/** Instants as nanoseconds since the start of the run: exact, and short for the instants of a run. */
record Times(Instant start) {

    void write(WireWriter out, Instant time) {
        out.signed(Duration.between(start, time).toNanos());
    }

    Instant read(WireReader in) {
        return start.plusNanos(in.signed());
    }
}
