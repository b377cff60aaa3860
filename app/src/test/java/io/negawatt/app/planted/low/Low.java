package io.negawatt.app.planted.low;

import io.negawatt.app.planted.high.High;

/** A planted mistake: the lower package uses the higher one. */
public final class Low {
    High high() {
        return new High();
    }
}
