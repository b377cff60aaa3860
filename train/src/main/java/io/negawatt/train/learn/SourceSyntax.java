package io.negawatt.train.learn;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How comments and strings are marked in a language.
 *
 * @param line starts a comment to the end of the line; empty text where there is none
 * @param afterSpace whether {@code line} counts only at the start of a word, as in shells
 * @param open starts a comment that {@code close} ends; both empty where there is none
 * @param quotes each starts a string that it also ends, on the same line
 * @param longQuotes each starts a string that it also ends, perhaps on a later line
 */
record SourceSyntax(
        String line, boolean afterSpace, String open, String close, String quotes, List<String> longQuotes) {
    private static final SourceSyntax JAVA = new SourceSyntax("//", false, "/*", "*/", "\"'", List.of("\"\"\""));
    private static final SourceSyntax SCRIPT = new SourceSyntax("//", false, "/*", "*/", "\"'", List.of("`"));
    private static final SourceSyntax PYTHON = new SourceSyntax("#", false, "", "", "\"'", List.of("\"\"\"", "'''"));
    private static final SourceSyntax SHELL = new SourceSyntax("#", true, "", "", "\"'", List.of());
    private static final SourceSyntax XML = new SourceSyntax("", false, "<!--", "-->", "", List.of());

    private static final Map<String, SourceSyntax> BY_ENDING =
            Map.of("java", JAVA, "js", SCRIPT, "py", PYTHON, "sh", SHELL, "ts", SCRIPT, "xml", XML);

    /** {@return the syntax of {@code file} by its ending; none where it is not one of ours} */
    static Optional<SourceSyntax> of(Path file) {
        String name = file.toString();
        return Optional.ofNullable(BY_ENDING.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    boolean startsLineComment(String text, int at) {
        return !line.isEmpty()
                && text.startsWith(line, at)
                && (!afterSpace || at == 0 || Character.isWhitespace(text.charAt(at - 1)));
    }

    boolean startsBlockComment(String text, int at) {
        return !open.isEmpty() && text.startsWith(open, at);
    }

    Optional<String> longQuote(String text, int at) {
        return longQuotes.stream().filter(quote -> text.startsWith(quote, at)).findFirst();
    }

    boolean isQuote(char c) {
        return quotes.indexOf(c) >= 0;
    }
}
