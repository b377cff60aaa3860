package io.negawatt.app.live;

import java.util.Locale;

/** The kinds of files of a store. The order is that of the format: new ones go to the end. */
enum FileKind {
    /** Samples of one hour. */
    RAW(0),
    /** Sums by second. */
    SECOND(1_000),
    /** Sums by minute. */
    MINUTE(60_000),
    /** Sums by hour. */
    HOUR(3_600_000),
    /** Gaps that sources told. */
    GAPS(0),
    /** The write-ahead log. */
    WAL(0),
    /** The series and their numbers. */
    SERIES(0);

    private final long stepMs;

    FileKind(long stepMs) {
        this.stepMs = stepMs;
    }

    /** {@return length of the steps of sums in ms; 0 where there are none} */
    long stepMs() {
        return stepMs;
    }

    /** {@return what the names of its files begin with} */
    String prefix() {
        return name().toLowerCase(Locale.ROOT) + "-";
    }
}
