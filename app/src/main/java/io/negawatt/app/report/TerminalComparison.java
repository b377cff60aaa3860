package io.negawatt.app.report;

import io.negawatt.app.report.ComparisonWords.Line;
import io.negawatt.core.account.Account;
import io.negawatt.core.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Two accounts side by side as lines of a terminal. */
public final class TerminalComparison {
    private static final String INDENT = "  ";
    private static final String BETWEEN = "  ";

    private TerminalComparison() {}

    /** {@return the comparison, line by line} */
    public static List<String> lines(Comparison comparison, Terminal terminal) {
        var words = new ComparisonWords(terminal.lang());
        var texts = Texts.of(terminal.lang());
        var rows = new ArrayList<Line>();
        rows.add(new Line(
                "",
                title(comparison.a()),
                title(comparison.b()),
                texts.get("report.compare.difference"),
                texts.get("report.compare.percent"),
                ""));
        comparison.rows().forEach(row -> rows.add(words.line(row)));
        var lines = new ArrayList<String>();
        rows.forEach(row -> lines.add(line(row, rows)));
        lines.set(0, terminal.bold(lines.getFirst()));
        var rest = new TextTable(terminal, List.of(texts.get("report.terminal.note")));
        comparison
                .cautions()
                .forEach(caution -> rest.wrapped(texts.get("report.terminal.note"), caution.in(terminal.lang())));
        rest.wrapped(texts.get("report.terminal.note"), texts.get("report.compare.about"));
        lines.addAll(rest.lines());
        return lines;
    }

    private static String title(Account account) {
        return Columns.clean(account.id());
    }

    private static String line(Line row, List<Line> all) {
        return (INDENT
                        + Columns.left(row.name(), width(all, Line::name))
                        + BETWEEN
                        + Columns.right(row.a(), width(all, Line::a))
                        + BETWEEN
                        + Columns.right(row.b(), width(all, Line::b))
                        + BETWEEN
                        + Columns.right(row.change(), width(all, Line::change))
                        + BETWEEN
                        + Columns.left(row.percent(), width(all, Line::percent))
                        + BETWEEN
                        + row.verdict())
                .stripTrailing();
    }

    private static int width(List<Line> all, Function<Line, String> column) {
        return all.stream().map(column).mapToInt(Columns::width).max().orElse(0);
    }
}
