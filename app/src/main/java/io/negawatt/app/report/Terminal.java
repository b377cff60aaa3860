package io.negawatt.app.report;

import io.negawatt.core.text.Lang;
import java.util.Map;

/**
 * What the terminal can do, and what its user asked for.
 *
 * @param lang language of everything said
 * @param width columns of a line
 * @param redraws whether a line may be drawn over in place
 * @param color whether bold and dim letters may be used
 * @param plain whether pictures are said in words: no block characters, one fact a line
 */
public record Terminal(Lang lang, int width, boolean redraws, boolean color, boolean plain) {
    private static final int USUAL_WIDTH = 100;
    private static final int NARROWEST = 40;
    private static final int WIDEST = 160;

    /**
     * {@return the terminal that the environment describes}
     *
     * <p>{@code TERM=dumb} and {@code NEGAWATT_ACCESSIBLE=1} give plain lines, {@code NO_COLOR} takes color away, and
     * {@code COLUMNS} is the width where it is set.
     *
     * @param isTerminal whether the output goes to a terminal, not to a file or a pipe
     */
    public static Terminal of(Map<String, String> environment, Lang lang, boolean isTerminal) {
        return of(environment, lang, isTerminal, 0);
    }

    /**
     * {@return the same, of a terminal whose width was asked for}
     *
     * @param columns width of the terminal where {@code COLUMNS} does not say it; 0 where nobody knows
     */
    public static Terminal of(Map<String, String> environment, Lang lang, boolean isTerminal, int columns) {
        boolean plain = "dumb".equals(environment.get("TERM")) || "1".equals(environment.get("NEGAWATT_ACCESSIBLE"));
        boolean color =
                isTerminal && !plain && environment.getOrDefault("NO_COLOR", "").isEmpty();
        String asked = columns > 0 ? String.valueOf(columns) : "";
        int width = width(environment.getOrDefault("COLUMNS", asked));
        return new Terminal(lang, width, isTerminal && !plain, color, plain);
    }

    private static int width(String columns) {
        boolean number = columns.matches("[0-9]{1,5}");
        return number ? Math.clamp(Integer.parseInt(columns), NARROWEST, WIDEST) : USUAL_WIDTH;
    }

    /** {@return the text in bold letters where the terminal has them} */
    public String bold(String text) {
        return color ? "\u001B[1m" + text + "\u001B[22m" : text;
    }

    String dim(String text) {
        return color && !text.isBlank() ? "\u001B[2m" + text + "\u001B[22m" : text;
    }
}
