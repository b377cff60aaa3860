package io.negawatt.app.report;

/** Makes any string safe as text or as a quoted attribute value; what HTML cannot hold becomes U+FFFD. */
final class Escape {
    private static final int REPLACEMENT = 0xFFFD;

    private Escape() {}

    /** Appends {@code text} to {@code out}, good for element content and for values in double quotes alike. */
    static void text(String text, StringBuilder out) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(allowed(c) ? c : REPLACEMENT);
            }
        });
    }

    private static boolean allowed(int c) {
        boolean control = (c < 0x20 && c != 0x0A && c != 0x09) || (c >= 0x7F && c < 0xA0);
        boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !control && !half && (c & 0xFFFE) != 0xFFFE;
    }
}
