package io.negawatt.app.study;

import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.core.text.Lang;
import java.util.List;
import java.util.stream.Collectors;

/** A study as a Markdown document: machine, command, and the three tables with what they say. */
public final class StudyMarkdown {
    private StudyMarkdown() {}

    /** {@return the document, with a line end} */
    public static String of(StudyResult result, Lang lang) {
        var words = new StudyWords(lang);
        var text = new StringBuilder();
        text.append("# ").append(words.say("title")).append("\n\n");
        text.append(escaped(words.say("markdown.about", String.join(" · ", words.facts(result)))))
                .append("\n\n```sh\n")
                .append(StudyWords.command(result))
                .append("\n```\n\n")
                .append(words.basis(result))
                .append('\n');
        StudyTable.of(result, lang).forEach(table -> append(table, words, text));
        return text.toString();
    }

    private static void append(StudyTable table, StudyWords words, StringBuilder text) {
        text.append("\n## ").append(table.title()).append("\n\n");
        text.append(words.paragraph(table.sentences())).append("\n\n");
        text.append(row(table.columns().stream().map(Column::title).toList()));
        text.append(table.columns().stream()
                .map(column -> column.figures() ? "--:" : ":--")
                .collect(Collectors.joining("|", "|", "|\n")));
        table.rows().forEach(row -> text.append(row(row)));
    }

    private static String row(List<String> cells) {
        return cells.stream().map(StudyMarkdown::escaped).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** A bar would end its cell, and a star or a backquote change the letters. */
    private static String escaped(String text) {
        return text.replaceAll("([\\\\|*`<_])", "\\\\$1");
    }
}
