package io.negawatt.app.report;

import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import io.negawatt.core.text.Texts;
import io.negawatt.plan.advise.Sheet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Sheets of policies as Markdown and for machines. */
public final class SheetDocument {
    private final List<Sheet> sheets;

    public SheetDocument(List<Sheet> sheets) {
        this.sheets = List.copyOf(sheets);
    }

    /** {@return the sheets as lines of Markdown} */
    public List<String> markdown(Lang lang) {
        var lines = new ArrayList<String>();
        for (var sheet : sheets) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(markdown(sheet, lang));
        }
        return lines;
    }

    private static List<String> markdown(Sheet sheet, Lang lang) {
        var texts = Texts.of(lang);
        var lines = new ArrayList<String>();
        lines.add("## " + sheet.title().in(lang));
        lines.add("");
        lines.add(sheet.source().in(lang));
        lines.add("");
        lines.add(texts.get("policy.head"));
        lines.add("|---|---|---|---|");
        sheet.rows().forEach(row -> lines.add(line(sheet, row, lang)));
        lines.add("");
        sheet.notes().forEach(note -> lines.add("- " + note.in(lang)));
        return lines;
    }

    private static String line(Sheet sheet, Sheet.Row row, Lang lang) {
        String words = row.words().map(it -> it.in(lang)).orElse("");
        String figure = row.figure().isPresent() || words.isEmpty() ? row.text() : "";
        String value = Stream.of(figure, words).filter(it -> !it.isEmpty()).collect(Collectors.joining(" "));
        String spread = row.figure().map(it -> it.spread().toString()).orElse("");
        return Stream.of(label(sheet, row).in(lang), value, spread, row.basis().in(lang))
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** {@return what a row is called; rows of counted units share a name} */
    private static Message label(Sheet sheet, Sheet.Row row) {
        int dot = row.id().indexOf('.');
        String id = dot < 0 ? row.id() : row.id().substring(0, dot);
        String unit = dot < 0 ? "" : row.id().substring(dot + 1);
        return Message.of("policy.row." + id, unit, sheet.policy());
    }

    /** {@return the sheets as JSON, their words in both languages} */
    public byte[] json() {
        var document = new LinkedHashMap<String, Object>();
        document.put("schema", "negawatt.policy/1");
        document.put("sheets", sheets.stream().map(SheetDocument::sheet).toList());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    }

    private static Map<String, Object> sheet(Sheet sheet) {
        var document = new LinkedHashMap<String, Object>();
        document.put("policy", sheet.policy());
        document.put("title", BothLanguages.of(sheet.title()));
        document.put("source", BothLanguages.of(sheet.source()));
        document.put("rows", sheet.rows().stream().map(row -> row(sheet, row)).toList());
        document.put("notes", sheet.notes().stream().map(BothLanguages::of).toList());
        return document;
    }

    private static Map<String, Object> row(Sheet sheet, Sheet.Row row) {
        var document = new LinkedHashMap<String, Object>();
        document.put("id", row.id());
        document.put("label", BothLanguages.of(label(sheet, row)));
        row.figure().ifPresent(figure -> {
            document.put("value", figure.mid());
            document.put("low", figure.low());
            document.put("high", figure.high());
            document.put("unit", row.unit());
        });
        row.words().ifPresent(words -> document.put("words", BothLanguages.of(words)));
        document.put("basis", BothLanguages.of(row.basis()));
        return document;
    }
}
