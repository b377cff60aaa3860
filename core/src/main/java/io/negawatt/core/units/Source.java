package io.negawatt.core.units;

import io.negawatt.core.text.BadInputException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The text of a quantity and a place in it. Failures name the text, the column (from 1) and the units that are allowed. */
final class Source {
    private static final int LONGEST_TEXT = 100;
    private static final String SPACES = " \t\u00a0\u2009\u202f";

    private final String text;
    private final String allowed;
    private int at;

    Source(String text, String allowed) {
        this.text = text;
        this.allowed = allowed;
    }

    /** Refuses a text that is empty, too long, or holds letters that do not show what they are; then skips leading spaces. */
    void begin() {
        if (text.length() > LONGEST_TEXT) {
            throw bad("units.bad.long", LONGEST_TEXT, "");
        }
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            requireVisible(text.codePointAt(i), i);
        }
        skipSpaces();
        if (atEnd()) {
            throw bad("units.bad.empty", at, "");
        }
    }

    private void requireVisible(int codePoint, int i) {
        boolean foreignDigit = Character.isDigit(codePoint) && codePoint > '9';
        boolean wide = codePoint >= 0xff01 && codePoint <= 0xff60;
        boolean hidden = SPACES.indexOf(codePoint) < 0
                && switch (Character.getType(codePoint)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.UNASSIGNED,
                            Character.PRIVATE_USE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SPACE_SEPARATOR,
                            Character.NON_SPACING_MARK -> true;
                    default -> false;
                };
        if (foreignDigit || wide || hidden) {
            throw bad("units.bad.letter", i, "U+%04X".formatted(codePoint));
        }
    }

    int at() {
        return at;
    }

    boolean atEnd() {
        return at == text.length();
    }

    /** {@return the next character, or empty text at the end} */
    String peek() {
        return atEnd() ? "" : text.substring(at, at + 1);
    }

    String rest() {
        return text.substring(at);
    }

    String from(int start) {
        return text.substring(start).strip();
    }

    void skipSpaces() {
        while (!atEnd() && SPACES.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    boolean take(char wanted) {
        boolean there = !atEnd() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    /** {@return what {@code pattern} matches here, taken; empty text where it does not match} */
    String match(Pattern pattern) {
        var matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return "";
        }
        at = matcher.end();
        return matcher.group();
    }

    boolean looksAt(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length()).lookingAt();
    }

    void expectEnd() {
        skipSpaces();
        if (!atEnd()) {
            throw bad("units.bad.trailing", at, rest());
        }
    }

    /** {@return a failure: the text, the column, what was found there, the allowed units, then {@code more}} */
    BadInputException bad(String key, int place, String found, String... more) {
        var args = Stream.concat(
                Stream.of(shown(text), place + 1, shown(found), allowed),
                Arrays.stream(more).map(Object.class::cast));
        return BadInputException.of(key, args.toArray());
    }

    /** {@return {@code raw} short enough for a line, with letters that do not show written as their code} */
    private static String shown(String raw) {
        var shown = new StringBuilder();
        raw.codePoints()
                .limit(LONGEST_TEXT)
                .forEach(c -> shown.append(visible(c).orElse("\\u%04X".formatted(c))));
        return shown.append(raw.length() > LONGEST_TEXT ? "…" : "").toString();
    }

    private static Optional<String> visible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> Optional.empty();
            default -> Optional.of(Character.toString(codePoint));
        };
    }
}
