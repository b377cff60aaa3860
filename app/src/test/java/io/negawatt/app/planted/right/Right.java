package io.negawatt.app.planted.right;

import io.negawatt.app.planted.left.Left;

/** The other half of a planted cycle. */
public final class Right {
    public Left other() {
        return new Left();
    }
}
