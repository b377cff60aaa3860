package io.negawatt.app.report;

import io.negawatt.app.report.Comparison.Row;
import io.negawatt.core.account.Account;
import io.negawatt.core.account.PowerCurve;
import io.negawatt.core.text.Lang;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.DoubleStream;

/** Two accounts side by side as one HTML file: their figures, and each difference with its interval around zero. */
public final class CompareReport {
    private final Comparison comparison;
    private final View view;
    private final ComparisonWords words;
    private final double widest;

    private CompareReport(Comparison comparison, Lang lang, ZoneId zone) {
        this.comparison = comparison;
        var noCurve = new PowerCurve(comparison.a().from(), 1, List.of(), List.of());
        this.view = new View(comparison.a(), noCurve, List.of(), lang, zone);
        this.words = new ComparisonWords(lang);
        this.widest = comparison.rows().stream()
                .map(Row::relative)
                .flatMapToDouble(r -> DoubleStream.of(Math.abs(r.mid()), Math.abs(r.low()), Math.abs(r.high())))
                .filter(x -> Double.isFinite(x) && x <= 1)
                .max()
                .orElse(1);
    }

    /**
     * {@return the comparison as a document}
     *
     * @param preferred language that is shown first
     * @param zone time zone in which points in time are written
     */
    public static String html(Comparison comparison, Lang preferred, ZoneId zone) {
        String title = comparison.a().id() + " – " + comparison.b().id() + " · negawatt";
        return Document.of(preferred, title, lang -> new CompareReport(comparison, lang, zone).main());
    }

    private Tag main() {
        var title =
                Tag.of("h1").text(comparison.a().id() + " – " + comparison.b().id());
        var head = Tag.of("header", "top").add(title, about("A", comparison.a()), about("B", comparison.b()));
        return Tag.of("main").add(head, Tag.of("div", "grid").add(panel()));
    }

    private Tag about(String letter, Account account) {
        var figures = view.figures();
        return Tag.of("p", "facts")
                .add(Tag.of("span").text(letter + "  " + view.say("run", account.id())))
                .add(
                        Tag.of("span").add(Panel.name(account.name())),
                        Tag.of("span").add(Panel.name(account.host())))
                .add(Tag.of("span")
                        .text(figures.when(account.from(), view.zone()) + " "
                                + figures.offset(account.from(), view.zone())))
                .add(Tag.of("span").text(figures.duration(account.elapsedS())));
    }

    private Tag panel() {
        var heads = List.of(
                Panel.head(view.say("compare.figure")),
                Panel.headOfFigures("A · " + comparison.a().id()),
                Panel.headOfFigures("B · " + comparison.b().id()),
                Panel.headOfFigures(view.say("compare.difference")),
                Tag.of("th", "axis-head").attr("scope", "col").text(axis()),
                Panel.headOfFigures(view.say("compare.percent")),
                Panel.head(view.say("compare.verdict")));
        var rows = comparison.rows().stream().map(this::row).toList();
        var panel = Panel.of(view, "compare", 12, "", Panel.table("compare", view.say("compare.name"), heads, rows));
        comparison.cautions().forEach(c -> panel.add(Tag.of("p", "note").text(c.in(view.lang()))));
        return panel.add(Tag.of("p", "note").text(view.say("compare.about")));
    }

    private String axis() {
        return view.say("compare.axis", Terse.number(Math.ceil(widest * 100)));
    }

    private Tag row(Row row) {
        var line = words.line(row);
        String kind = row.isOutsideNoise() ? "pill good" : "pill";
        var verdict = Tag.of("td", "verdict");
        if (!line.verdict().isEmpty()) {
            verdict.add(Tag.of("span", kind).text(line.verdict()));
        }
        return Tag.of("tr")
                .add(Panel.rowHead(Panel.name(line.name())), Panel.figure(line.a()), Panel.figure(line.b()))
                .add(Panel.figure(line.change()), Tag.of("td", "track-cell").add(whisker(row)))
                .add(Tag.of("td", "n soft").text(line.percent()), verdict);
    }

    private Tag whisker(Row row) {
        var relative = row.relative();
        boolean exact = relative.low() == relative.high();
        String color = exact ? "c-total" : row.isOutsideNoise() ? "c-part" : "c-soft";
        var track = Svg.ornament("track").add(Svg.line("zero", 0.5, 0, 0.5, 1));
        if (relative.mid() != 0) {
            Whiskers.draw(track, color, at(relative.low()), at(relative.mid()), at(relative.high()));
        }
        return track;
    }

    private double at(double relative) {
        return Math.clamp(0.5 + relative / widest / 2, 0, 1);
    }
}
