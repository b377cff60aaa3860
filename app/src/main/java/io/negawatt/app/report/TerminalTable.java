package io.negawatt.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table for the terminal: columns as wide as their widest cell, Chinese characters counted as two columns, the last column
 * cut where the terminal ends.
 */
public final class TerminalTable {
    private static final String BETWEEN = "  ";

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
        return all.stream().map(row -> line(row, widths, width)).toList();
    }

    private String line(List<String> row, int[] widths, int width) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : BETWEEN)
                    .append(
                            columns.get(i).figures()
                                    ? Columns.right(row.get(i), widths[i])
                                    : Columns.left(row.get(i), widths[i]));
        }
        String text = line.toString().stripTrailing();
        return width > 0 ? Columns.cut(text, width) : text;
    }
}
