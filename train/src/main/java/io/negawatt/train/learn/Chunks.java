package io.negawatt.train.learn;

import java.util.function.Consumer;

/**
 * Cuts bytes into the chunks that a byte pair never reaches across: a word, a number or a run of signs, each with the one
 * space before it, or a run of white space. Joined, the chunks are the bytes again, whatever they are.
 *
 * <p>A chunk is a {@link String} of Latin-1 characters, one a byte. Bytes above 127, parts of characters beyond ASCII, count
 * as letters.
 */
final class Chunks {
    /** Longest chunk in bytes; a longer run, such as a line of dashes or Chinese without spaces, is cut. */
    static final int LONGEST = 64;

    private enum Sort {
        LETTER,
        DIGIT,
        SPACE,
        SIGN
    }

    private Chunks() {}

    /** Hands each chunk of {@code bytes}, Latin-1 characters, to {@code sink}. */
    static void each(String bytes, Consumer<String> sink) {
        int from = 0;
        while (from < bytes.length()) {
            int to = end(bytes, from);
            sink.accept(bytes.substring(from, to));
            from = to;
        }
    }

    private static int end(String bytes, int from) {
        int start = leadsWord(bytes, from) ? from + 1 : from;
        Sort sort = sort(bytes.charAt(start));
        int limit = Math.min(bytes.length(), from + LONGEST);
        int end = start + 1;
        while (end < limit && sort(bytes.charAt(end)) == sort) {
            end++;
        }
        // The last space of an indentation belongs to the word after it, as everywhere else.
        boolean leavesSpace = sort == Sort.SPACE && end - from > 1 && leadsWord(bytes, end - 1);
        return leavesSpace ? end - 1 : end;
    }

    private static boolean leadsWord(String bytes, int at) {
        return bytes.charAt(at) == ' ' && at + 1 < bytes.length() && sort(bytes.charAt(at + 1)) != Sort.SPACE;
    }

    private static Sort sort(char c) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80) {
            return Sort.LETTER;
        }
        if (c >= '0' && c <= '9') {
            return Sort.DIGIT;
        }
        return c == ' ' || (c >= '\t' && c <= '\r') ? Sort.SPACE : Sort.SIGN;
    }
}
