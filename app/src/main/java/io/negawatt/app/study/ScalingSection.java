package io.negawatt.app.study;

import io.negawatt.app.report.FigureUnit;
import io.negawatt.app.report.Panel;
import io.negawatt.app.report.Svg;
import io.negawatt.app.report.Tag;
import io.negawatt.app.report.Terse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Workers and batches in the report: the picture, what it says, and the energy of each measurement by phase. */
final class ScalingSection {
    /** Phases by color: arithmetic in shades of that of computing, what is exchanged or stored in its own. */
    private static final List<String> PHASES =
            List.of("forward", "backward", "optimizer", "data", "repeated", "evaluation", "all-reduce", "checkpoint");

    private final StudyWords words;
    private final StudyResult.Scaling scaling;
    private final ScalingWords said;
    private final FigureUnit unit;

    ScalingSection(StudyWords words, StudyResult.Scaling scaling) {
        this.words = words;
        this.scaling = scaling;
        this.said = new ScalingWords(words, scaling);
        this.unit = said.unit();
    }

    List<Tag> panels() {
        return List.of(picture(), findings(), phases());
    }

    private Tag picture() {
        var chart = new EnergyChart(words, scaling);
        var panel = Panel.of(
                words, "scaling", 8, words.say("scaling.sub", chart.unit().symbol()), legend());
        return panel.add(chart.draw(), Tag.of("p", "axis-name").text(words.say("scaling.workers")));
    }

    private Tag legend() {
        var legend = Tag.of("div", "legend");
        for (var term : Term.values()) {
            legend.add(Tag.of("span").add(Tag.of("i", "key " + term.color())).text(words.say("term." + term.key())));
        }
        int most = scaling.points().stream()
                .mapToInt(ScalingPoint::batchRows)
                .max()
                .orElse(0);
        scaling.points().stream()
                .map(ScalingPoint::batchRows)
                .distinct()
                .sorted()
                .forEach(rows -> legend.add(Tag.of("span")
                        .add(Tag.of("i", rows == most ? "dot" : "dot fewer"))
                        .text(words.say("scaling.measured", rows))));
        return legend.add(Tag.of("span").add(Tag.of("i", "key beyond")).text(words.say("scaling.predicted")));
    }

    /** What the fit says: its sentences, then its figures. */
    private Tag findings() {
        var fit = scaling.fit();
        var sentences = said.sentences();
        var panel = Panel.of(words, "fit", 4, "");
        panel.add(Prose.lead(sentences.getFirst()));
        sentences.stream().skip(1).forEach(sentence -> panel.add(Prose.said(sentence)));
        var rows = Tag.of("dl", "rows");
        row(rows, "fit.compute", words.say("per-token", StudyWords.energy(fit.computeJPerToken())));
        row(rows, "fit.idle", words.figures().power(fit.idleW()));
        row(rows, "fit.communication", StudyWords.energy(fit.communicationJPerByte() * 1e6) + "/MB");
        return panel.add(rows);
    }

    private void row(Tag rows, String key, String figure) {
        rows.add(Tag.of("div")
                .add(Tag.of("dt").text(words.say(key)), Tag.of("dd", "n").text(figure)));
    }

    private Tag phases() {
        var names = names();
        var heads = new ArrayList<Tag>(List.of(
                Panel.headOfFigures(words.say("scaling.workers")),
                Panel.headOfFigures(words.say("scaling.rows")),
                Tag.of("th", "bar-head")
                        .attr("scope", "col")
                        .add(Tag.of("span", "vh").text(words.say("phases.bar"))),
                Panel.headOfFigures(words.say("phases.total", unit.symbol())),
                wideHead("", words.say("scaling.rate")),
                wideHead("", words.say("scaling.efficiency"))));
        names.forEach(name -> heads.add(wideHead("key " + color(name), words.phase(name))));
        var rows = scaling.points().stream().map(point -> row(point, names)).toList();
        return Panel.withLegend(
                words,
                "phases",
                phaseLegend(names),
                Panel.table("phases-table", words.say("phases.title"), heads, rows));
    }

    private static Tag wideHead(String key, String text) {
        var head = Tag.of("th", "n wide-only").attr("scope", "col");
        if (!key.isEmpty()) {
            head.add(Tag.of("i", key));
        }
        return head.text(text);
    }

    private Tag phaseLegend(List<String> names) {
        var legend = Tag.of("div", "legend narrow-legend");
        names.forEach(name ->
                legend.add(Tag.of("span").add(Tag.of("i", "key " + color(name))).text(words.phase(name))));
        return legend;
    }

    private Tag row(ScalingPoint point, List<String> names) {
        var row = Tag.of("tr")
                .add(Tag.of("th", "n").attr("scope", "row").text(String.valueOf(point.workers())))
                .add(Panel.figure(String.valueOf(point.batchRows())))
                .add(Tag.of("td", "bar-cell").add(bar(point, names)))
                .add(Panel.figure(unit.column(point.jPerToken())))
                .add(wide(words.figures().count(Math.rint(point.tokensPerS()))))
                .add(wide(words.figures().percent(point.efficiency())));
        names.forEach(name -> row.add(wide(unit.column(point.phaseJPerToken().getOrDefault(name, 0.0)))
                .attr("class", "n soft wide-only")));
        return row;
    }

    private static Tag wide(String text) {
        return Tag.of("td", "n wide-only").text(text);
    }

    /** The phases one after the other, on an axis that all measurements share. */
    private Tag bar(ScalingPoint point, List<String> names) {
        double mostJ = scaling.points().stream()
                .mapToDouble(ScalingPoint::jPerToken)
                .max()
                .orElse(1);
        var bar = Svg.ornament("bar pile-bar");
        double from = 0;
        for (String name : names) {
            double width = point.phaseJPerToken().getOrDefault(name, 0.0) / mostJ;
            if (width > 0) {
                bar.add(Svg.rect("pile " + color(name), from, 0, width, 1)
                        .add(Tag.of("title").text(words.phase(name) + " " + Terse.three(100 * width) + " %")));
            }
            from += width;
        }
        return bar;
    }

    /** {@return the phases that any measurement has, those that we know first} */
    private List<String> names() {
        Set<String> seen = new LinkedHashSet<>();
        scaling.points().forEach(point -> seen.addAll(point.phaseJPerToken().keySet()));
        var names = new ArrayList<>(PHASES.stream().filter(seen::contains).toList());
        seen.stream().filter(name -> !PHASES.contains(name)).forEach(names::add);
        return names;
    }

    private static String color(String phase) {
        return PHASES.contains(phase) ? "p-" + phase : "c-soft";
    }
}
