package io.negawatt.train.learn;

import java.util.regex.Pattern;

/**
 * Tells line by line what a source file consists of. It follows strings and comments, so that {@code "http://…"} is code and
 * the middle of a block comment is a comment; it does not parse: a regular expression of JavaScript that holds a quote or a
 * comment mark misleads it.
 *
 * <p>Not thread-safe: one file, its lines in order.
 */
final class SourceLines {
    /** What a line holds. */
    enum Kind {
        BLANK,
        CODE,
        COMMENT,
        /** Code and comment. */
        MIXED,
        /** Part of a string that runs over several lines, or of a shell's here-document: neither. */
        TEXT
    }

    private static final Pattern HERE_DOCUMENT = Pattern.compile("(?<!<)<<-?\\s*(['\"]?)([A-Za-z_]\\w*)\\1");

    private final SourceSyntax syntax;
    private String openUntil = "";
    private boolean inComment;
    private boolean inHereDocument;
    private boolean code;
    private boolean comment;
    private boolean text;

    SourceLines(SourceSyntax syntax) {
        this.syntax = syntax;
    }

    /** {@return what the next line holds} */
    Kind next(String line) {
        if (inHereDocument) {
            inHereDocument = !line.strip().equals(openUntil);
            openUntil = inHereDocument ? openUntil : "";
            return Kind.TEXT;
        }
        code = false;
        comment = false;
        text = false;
        int at = 0;
        while (at < line.length()) {
            at = openUntil.isEmpty() ? start(line, at) : inside(line, at);
        }
        if (code && syntax.afterSpace()) {
            beginHereDocument(line);
        }
        return kind();
    }

    private Kind kind() {
        if (text) {
            return Kind.TEXT;
        }
        if (code) {
            return comment ? Kind.MIXED : Kind.CODE;
        }
        return comment ? Kind.COMMENT : Kind.BLANK;
    }

    /** {@return where reading goes on after what stands at {@code at}, outside of strings and comments} */
    private int start(String line, int at) {
        char c = line.charAt(at);
        if (Character.isWhitespace(c)) {
            return at + 1;
        }
        if (syntax.startsLineComment(line, at)) {
            comment = true;
            return line.length();
        }
        if (syntax.startsBlockComment(line, at)) {
            comment = true;
            inComment = true;
            openUntil = syntax.close();
            return at + syntax.open().length();
        }
        code = true;
        var quote = syntax.longQuote(line, at);
        if (quote.isPresent()) {
            openUntil = quote.get();
            return at + openUntil.length();
        }
        if (syntax.isQuote(c)) {
            int end = endOfString(line, at + 1, String.valueOf(c));
            return end < 0 ? line.length() : end;
        }
        return at + 1;
    }

    /** {@return where reading goes on, within a comment or a string that may have begun on a line before} */
    private int inside(String line, int at) {
        comment |= inComment && !line.isBlank();
        text |= !inComment;
        int end = inComment ? endOfComment(line, at) : endOfString(line, at, openUntil);
        if (end < 0) {
            return line.length();
        }
        openUntil = "";
        inComment = false;
        return end;
    }

    private int endOfComment(String line, int at) {
        int close = line.indexOf(openUntil, at);
        return close < 0 ? close : close + openUntil.length();
    }

    /** {@return the place after the next {@code quote} without a backslash before it; −1 where none follows} */
    private static int endOfString(String line, int from, String quote) {
        int at = from;
        while (at < line.length()) {
            if (line.startsWith(quote, at)) {
                return at + quote.length();
            }
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        return -1;
    }

    private void beginHereDocument(String line) {
        var mark = HERE_DOCUMENT.matcher(line);
        if (mark.find()) {
            openUntil = mark.group(2);
            inHereDocument = true;
        }
    }
}
