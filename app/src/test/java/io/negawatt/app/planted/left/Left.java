package io.negawatt.app.planted.left;

import io.negawatt.app.planted.right.Right;

/** One half of a planted cycle. */
public final class Left {
    public Right other() {
        return new Right();
    }
}
