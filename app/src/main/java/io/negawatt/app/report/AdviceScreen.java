package io.negawatt.app.report;

import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Texts;
import io.negawatt.core.units.Interval;
import io.negawatt.plan.advise.Change;
import io.negawatt.plan.advise.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Findings for a terminal and for machines. */
public final class AdviceScreen {
    private static final String INDENT = "   ";

    private final Lang lang;
    private final List<Finding> findings;

    public AdviceScreen(Lang lang, List<Finding> findings) {
        this.lang = lang;
        this.findings = List.copyOf(findings);
    }

    /** {@return a table of what each would change, and below it what to mind, what it rests on and the command} */
    public List<String> lines(int width) {
        if (findings.isEmpty()) {
            return List.of(text("none"));
        }
        var lines = new ArrayList<>(table().lines(width));
        for (int i = 0; i < findings.size(); i++) {
            lines.add("");
            lines.addAll(below(i + 1, findings.get(i), width));
        }
        return lines;
    }

    private TerminalTable table() {
        var table = new TerminalTable(
                Column.figures(""),
                Column.words(text("finding")),
                Column.figures(text("energy")),
                Column.figures(text("cost")),
                Column.figures(text("carbon")),
                Column.figures(text("time")));
        for (int i = 0; i < findings.size(); i++) {
            var finding = findings.get(i);
            table.row(
                    String.valueOf(i + 1),
                    finding.title().in(lang),
                    cell(finding.change().map(Change::energy)),
                    cell(finding.change().flatMap(Change::cost)),
                    cell(finding.change().flatMap(Change::carbon)),
                    cell(finding.change().map(Change::time)));
        }
        return table;
    }

    private static String cell(Optional<Interval> part) {
        return ChangeWords.text(part);
    }

    private List<String> below(int number, Finding finding, int width) {
        var lines = new ArrayList<String>();
        int room = width == 0 ? Integer.MAX_VALUE : Math.max(1, width - INDENT.length());
        Columns.wrap(number + ". " + finding.detail().in(lang), room).forEach(line -> lines.add(INDENT + line));
        finding.basis()
                .ifPresent(basis ->
                        Columns.wrap(text("basis", basis.in(lang)), room).forEach(line -> lines.add(INDENT + line)));
        if (!finding.command().isEmpty()) {
            lines.add(INDENT + "$ " + Shell.quoted(finding.command()));
        }
        return lines;
    }

    /** {@return the findings as JSON, their words in both languages} */
    public byte[] json() {
        var document = new LinkedHashMap<String, Object>();
        document.put("schema", "negawatt.advice/1");
        document.put("findings", findings.stream().map(AdviceScreen::row).toList());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    }

    private static Map<String, Object> row(Finding finding) {
        var row = new LinkedHashMap<String, Object>();
        row.put("kind", finding.kind());
        row.put("title", BothLanguages.of(finding.title()));
        row.put("detail", BothLanguages.of(finding.detail()));
        finding.change().ifPresent(change -> {
            row.put("energy", range(change.energy()));
            change.cost().ifPresent(cost -> row.put("cost", range(cost)));
            change.carbon().ifPresent(carbon -> row.put("carbon", range(carbon)));
            row.put("time", range(change.time()));
        });
        finding.basis().ifPresent(basis -> row.put("basis", BothLanguages.of(basis)));
        row.put("command", finding.command());
        return row;
    }

    private static Map<String, Double> range(Interval part) {
        var range = new LinkedHashMap<String, Double>();
        range.put("low", part.low());
        range.put("mid", part.mid());
        range.put("high", part.high());
        return range;
    }

    private String text(String key, Object... args) {
        return Texts.of(lang).get("cli.advise." + key, args);
    }
}
