package io.negawatt.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table for the terminal: columns as wide as their widest cell, Chinese characters counted as two columns. Where the
 * terminal is too narrow, the last column is wrapped below itself, or all columns that find no room go below their row.
 */
public final class TerminalTable {
    private static final String BETWEEN = "  ";
    private static final String BELOW = "    ";
    /** Columns of the terminal that a last column needs to be read with ease. */
    private static final int LEAST_ROOM = 28;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A column.
     *
     * @param title its head; empty for none
     * @param figures whether it holds figures, which stand to the right
     */
    public record Column(String title, boolean figures) {
        /** {@return a column of words} */
        public static Column words(String title) {
            return new Column(title, false);
        }

        /** {@return a column of figures} */
        public static Column figures(String title) {
            return new Column(title, true);
        }
    }

    public TerminalTable(Column... columns) {
        this.columns = List.of(columns);
    }

    /** Adds a row; {@code cells} has one text a column. */
    public TerminalTable row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "a row needs %d cells, but got %d".formatted(columns.size(), cells.length));
        }
        rows.add(List.of(cells));
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /**
     * {@return the lines of the table}
     *
     * @param width columns of the terminal; 0 where there is no end, as in a file
     */
    public List<String> lines(int width) {
        var all = new ArrayList<List<String>>();
        if (columns.stream().anyMatch(column -> !column.title().isEmpty())) {
            all.add(columns.stream().map(Column::title).toList());
        }
        all.addAll(rows);
        int[] widths = IntStream.range(0, columns.size())
                .map(i -> all.stream()
                        .mapToInt(row -> Columns.width(row.get(i)))
                        .max()
                        .orElse(0))
                .toArray();
        int beside = beside(widths, width);
        return all.stream().flatMap(row -> lines(row, widths, beside, width)).toList();
    }

    /** How many columns stand beside each other: all where there is no end, else those that fit, and a last one to wrap. */
    private static int beside(int[] widths, int width) {
        int used = 0;
        for (int i = 0; i < widths.length; i++) {
            int start = i == 0 ? 0 : used + BETWEEN.length();
            used = start + widths[i];
            if (width > 0 && used > width) {
                boolean wraps = i == widths.length - 1 && width - start >= LEAST_ROOM;
                return wraps ? widths.length : Math.max(1, i);
            }
        }
        return widths.length;
    }

    private Stream<String> lines(List<String> row, int[] widths, int beside, int width) {
        var line = new StringBuilder();
        for (int i = 0; i < beside - 1; i++) {
            line.append(cell(row, widths, i)).append(BETWEEN);
        }
        var lines = new ArrayList<>(wrapped(line.toString(), cell(row, widths, beside - 1), width));
        String below = row.stream().skip(beside).filter(cell -> !cell.isEmpty()).collect(Collectors.joining(" · "));
        if (!below.isEmpty()) {
            lines.addAll(wrapped(BELOW, below, width));
        }
        return lines.stream();
    }

    private String cell(List<String> row, int[] widths, int i) {
        return columns.get(i).figures() ? Columns.right(row.get(i), widths[i]) : Columns.left(row.get(i), widths[i]);
    }

    private static List<String> wrapped(String start, String text, int width) {
        String indent = " ".repeat(Columns.width(start));
        int room = width == 0 ? Integer.MAX_VALUE : Math.max(1, width - indent.length());
        var lines = new ArrayList<String>();
        for (String line : Columns.wrap(text.stripTrailing(), room)) {
            lines.add(((lines.isEmpty() ? start : indent) + line).stripTrailing());
        }
        return lines;
    }
}
