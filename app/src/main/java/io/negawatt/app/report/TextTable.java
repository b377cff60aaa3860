package io.negawatt.app.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lines of a terminal with a column of labels at the left; what does not fit is cut or wrapped below itself. */
final class TextTable {
    private static final String INDENT = "  ";
    private static final String BETWEEN = "   ";
    private static final int SHORTEST_TEXT = 20;

    private final Terminal terminal;
    private final int labelWidth;
    private final List<String> lines = new ArrayList<>();

    TextTable(Terminal terminal, Collection<String> labels) {
        this.terminal = terminal;
        this.labelWidth = labels.stream().mapToInt(Columns::width).max().orElse(0);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Adds a line with {@code right} at the right edge. */
    void title(String left, String right) {
        int room = terminal.width() - Columns.width(right) - BETWEEN.length();
        String shown = Columns.cut(left, Math.max(room, SHORTEST_TEXT));
        String gap = " ".repeat(Math.max(BETWEEN.length(), terminal.width() - Columns.width(shown + right)));
        lines.add(terminal.bold(shown) + gap + terminal.dim(right));
    }

    /** Adds a row: label, figures, and an explanation that is wrapped below itself. */
    void row(String label, String figures, String explanation) {
        String start = INDENT + Columns.left(label, labelWidth) + INDENT + figures;
        int room = Math.max(SHORTEST_TEXT, terminal.width() - Columns.width(start));
        for (String line : Columns.wrap(explanation, room)) {
            lines.add((start + terminal.dim(line)).stripTrailing());
            start = " ".repeat(Columns.width(start));
        }
    }

    /** Adds a row whose explanation goes below it where it does not fit beside. */
    void rowInFull(String label, String figures, String explanation) {
        String start = INDENT + Columns.left(label, labelWidth) + INDENT + figures;
        if (Columns.width(start + explanation) <= terminal.width()) {
            lines.add(terminal.bold(start) + explanation);
        } else {
            lines.add(terminal.bold(start.stripTrailing()));
            wrapped("", explanation);
        }
    }

    /** Adds facts side by side as far as they fit, or one a line for those who listen. */
    void items(List<String> items) {
        var line = new StringBuilder();
        for (String item : items) {
            boolean full = Columns.width(INDENT + line + BETWEEN + item) > terminal.width();
            if (!line.isEmpty() && (full || terminal.plain())) {
                lines.add(INDENT + line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : BETWEEN).append(item);
        }
        lines.add(INDENT + line);
    }

    /** Adds a sentence beside its label, wrapped below itself. */
    void wrapped(String label, String text) {
        String start = INDENT + Columns.left(label, labelWidth) + INDENT;
        int room = Math.max(SHORTEST_TEXT, terminal.width() - Columns.width(start));
        for (String line : Columns.wrap(Columns.clean(text), room)) {
            lines.add((start + line).stripTrailing());
            start = " ".repeat(Columns.width(start));
        }
    }
}
