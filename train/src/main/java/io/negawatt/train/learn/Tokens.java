package io.negawatt.train.learn;

/**
 * A text as token ids, and its windows: what a language model reads in one row, and the same shifted by one token, which it
 * learns to foretell. Windows follow each other without overlap; what is left at the end is passed over.
 */
public final class Tokens {
    private final int[] ids;

    Tokens(int[] ids) {
        this.ids = ids;
    }

    /** {@return the number of tokens} */
    public int count() {
        return ids.length;
    }

    /** {@return the number of windows of {@code length} tokens; a window needs one token more, to be foretold} */
    public int windows(int length) {
        return Math.max(0, (ids.length - 1) / length);
    }

    /**
     * Copies a window of {@code length} tokens to {@code inputs} and what follows each of them to {@code targets}, both from
     * {@code at} on.
     *
     * @param window 0 to {@code windows(length) − 1}
     */
    public void copyWindow(int window, int length, long[] inputs, long[] targets, int at) {
        int from = window * length;
        for (int i = 0; i < length; i++) {
            inputs[at + i] = ids[from + i];
            targets[at + i] = ids[from + i + 1];
        }
    }
}
