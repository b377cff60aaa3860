package io.negawatt.app.study;

import io.negawatt.app.report.Columns;
import io.negawatt.app.report.Terminal;
import io.negawatt.app.report.TerminalTable;
import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.core.text.Lang;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the three tables of a study, ready for the terminal and for documents.
 *
 * @param title its name
 * @param columns heads, and which of them hold figures
 * @param rows cells, one a column
 * @param sentences what the table says
 */
public record StudyTable(String title, List<Column> columns, List<List<String>> rows, List<String> sentences) {

    public StudyTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        sentences = List.copyOf(sentences);
    }

    /** {@return the tables of the parts that the study has} */
    public static List<StudyTable> of(StudyResult result, Lang lang) {
        var words = new StudyWords(lang);
        var tables = new ArrayList<StudyTable>();
        result.scaling().ifPresent(scaling -> tables.add(new ScalingWords(words, scaling).table()));
        if (!result.techniques().isEmpty()) {
            tables.add(new TechniqueWords(words, result.techniques(), result.seeds()).table());
        }
        result.search().ifPresent(search -> tables.add(new SearchWords(words, search).table()));
        return List.copyOf(tables);
    }

    /** {@return the whole study for the terminal: what it is, then its tables, each with what it says} */
    public static List<String> lines(StudyResult result, Terminal terminal, int width) {
        var words = new StudyWords(terminal.lang());
        var lines = new ArrayList<String>();
        lines.add(String.join(" · ", words.facts(result)));
        for (var table : of(result, terminal.lang())) {
            lines.add("");
            lines.addAll(table.lines(terminal, width));
        }
        lines.add("");
        lines.addAll(wrapped(words.basis(result), width));
        return lines;
    }

    /**
     * {@return title, table and sentences}
     *
     * @param width columns of the terminal; 0 where there is no end, as in a file
     */
    private List<String> lines(Terminal terminal, int width) {
        var table = new TerminalTable(columns.toArray(Column[]::new));
        rows.forEach(row -> table.row(row.toArray(String[]::new)));
        var lines = new ArrayList<String>();
        lines.add(terminal.bold(title));
        lines.addAll(table.lines(width));
        lines.add("");
        sentences.forEach(sentence -> lines.addAll(wrapped(sentence, width)));
        return lines;
    }

    private static List<String> wrapped(String text, int width) {
        return width == 0 ? List.of(text) : Columns.wrap(text, width);
    }
}
