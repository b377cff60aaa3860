package io.negawatt.train.learn;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into stretches of about the same length, at the end of a line where one is near. */
final class Blocks {
    private Blocks() {}

    /** {@return about {@code count} stretches that joined are {@code text}} */
    static List<String> of(String text, int count) {
        int length = Math.max(1, Math.ceilDiv(text.length(), count));
        var blocks = new ArrayList<String>();
        int from = 0;
        while (from < text.length()) {
            int to = cut(text, from, length);
            blocks.add(text.substring(from, to));
            from = to;
        }
        return blocks;
    }

    private static int cut(String text, int from, int length) {
        int to = from + length;
        if (to >= text.length()) {
            return text.length();
        }
        int lineEnd = text.lastIndexOf('\n', to - 1) + 1;
        if (lineEnd > from + length / 2) {
            return lineEnd;
        }
        // Two chars that are one character stay together.
        return Character.isLowSurrogate(text.charAt(to)) ? to + 1 : to;
    }
}
