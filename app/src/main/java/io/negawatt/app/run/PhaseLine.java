package io.negawatt.app.run;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A line of the phase protocol, as docs/phases.md describes it. */
sealed interface PhaseLine {
    int MOST_NAME_CHARS = 64;

    /** The last printable character of ASCII, which nearly all names are in, is before this. */
    int ASCII_END = 0x7F;

    /** A phase begins, inside those that are open. */
    record Begin(String name) implements PhaseLine {}

    /** A phase ends, and with it those inside it. */
    record End(String name) implements PhaseLine {}

    /** Work was done, such as 4,096 tokens. */
    record Count(String unit, double amount) implements PhaseLine {}

    /** The rank that this connection speaks for. */
    record Rank(int rank) implements PhaseLine {}

    /** A begin, end, count or rank with the time at which it happened, in s on the host's monotonic clock. */
    record Timed(double stampS, PhaseLine line) implements PhaseLine {}

    /** Nothing to do. */
    record Empty() implements PhaseLine {}

    /** Not a line of the protocol; {@code shown} is what of it a person may see. */
    record Malformed(String shown) implements PhaseLine {}

    /** {@return the meaning of a line without its end} */
    static PhaseLine parse(byte[] bytes) {
        var line = decode(bytes);
        var words = words(line.strip());
        return words[0].startsWith("@") ? timed(words[0].substring(1), words[1], line) : parse(words, line);
    }

    /** {@return the first word and the rest} */
    private static String[] words(String text) {
        int end = 0;
        while (end < text.length() && !isBlank(text.charAt(end))) {
            end++;
        }
        int next = end;
        while (next < text.length() && isBlank(text.charAt(next))) {
            next++;
        }
        return new String[] {text.substring(0, end), text.substring(next)};
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static PhaseLine timed(String stamp, String said, String line) {
        if (!STAMP.matcher(stamp).matches()) {
            return malformed(line);
        }
        var plain = parse(words(said), line);
        boolean happened = !(plain instanceof Empty || plain instanceof Malformed);
        return happened ? new Timed(Double.parseDouble(stamp), plain) : malformed(line);
    }

    private static PhaseLine parse(String[] words, String line) {
        String rest = words[1];
        return switch (words[0]) {
            case "" -> new Empty();
            case "begin" -> isName(rest) ? new Begin(rest) : malformed(line);
            case "end" -> isName(rest) ? new End(rest) : malformed(line);
            case "count" -> count(rest, line);
            case "rank" -> RANK.matcher(rest).matches() ? new Rank(Integer.parseInt(rest)) : malformed(line);
            default -> malformed(line);
        };
    }

    private static PhaseLine count(String rest, String line) {
        var words = words(rest);
        boolean wellFormed = isName(words[0]) && AMOUNT.matcher(words[1]).matches();
        if (!wellFormed) {
            return malformed(line);
        }
        double amount = Double.parseDouble(words[1]);
        return Double.isFinite(amount) ? new Count(words[0], amount) : malformed(line);
    }

    Pattern RANK = Pattern.compile("[0-9]{1,9}");

    Pattern AMOUNT = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?([eE][+-]?[0-9]{1,3})?");

    /** So many digits before the point hold the uptime of any host, and so many after it a nanosecond. */
    Pattern STAMP = Pattern.compile("[0-9]{1,10}(\\.[0-9]{1,9})?");

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= MOST_NAME_CHARS
                && name.codePoints().noneMatch(PhaseLine::isUnprintable);
    }

    /** Bytes that are no UTF-8 come out as U+FFFD, which no name may hold. */
    private static boolean isUnprintable(int c) {
        if (c >= ' ' && c < ASCII_END) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> true;
            default -> c == 0xFFFD;
        };
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, StandardCharsets.ISO_8859_1) + "\uFFFD";
        }
    }

    /** {@return a line that means nothing, fit to be shown} */
    static Malformed malformed(byte[] bytes) {
        return malformed(decode(bytes));
    }

    private static Malformed malformed(String line) {
        var shown = new StringBuilder();
        line.codePoints().limit(MOST_NAME_CHARS).forEach(c -> shown.appendCodePoint(isUnprintable(c) ? 0xFFFD : c));
        return new Malformed(shown.toString());
    }
}
