package io.negawatt.app.study;

import io.negawatt.app.report.Panel;
import io.negawatt.app.report.Scale;
import io.negawatt.app.report.Svg;
import io.negawatt.app.report.Tag;
import io.negawatt.app.report.Whiskers;
import io.negawatt.core.units.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The techniques in the report: each ratio with its whisker around 1, grouped by verdict, with what it changes and may cost. */
final class TechniquesSection {
    /** Ratios beyond these are drawn at the edge. */
    private static final double WIDEST = 8;

    private static final double NARROWEST = 1.3;
    private static final List<Double> TICKS =
            List.of(0.125, 0.25, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0);
    private static final double CLOSEST_TICKS = 0.13;
    private static final int COLUMNS = 5;

    private final TechniqueWords said;
    private final StudyWords words;
    private final Scale scale;
    private final List<Double> labeled;

    TechniquesSection(TechniqueWords said) {
        this.said = said;
        this.words = said.words();
        double least = 1 / reach(said.techniques().stream().map(TechniqueResult::ratio), true);
        double most = reach(said.techniques().stream().map(TechniqueResult::ratio), false);
        var ticks = TICKS.stream().filter(tick -> tick >= least && tick <= most).toList();
        this.scale = new Scale(least, most, Math::log, ticks);
        this.labeled = labeled(ticks);
    }

    /** How far the whiskers reach to one side of 1, as a factor. */
    private static double reach(Stream<Optional<Interval>> ratios, boolean down) {
        double farthest = ratios.flatMap(Optional::stream)
                .mapToDouble(ratio -> down ? 1 / ratio.low() : ratio.high())
                .max()
                .orElse(1);
        return Math.clamp(farthest * 1.04, NARROWEST, WIDEST);
    }

    /** {@return 1 and the ticks around it that leave room for each other's labels} */
    private List<Double> labeled(List<Double> ticks) {
        var labeled = new ArrayList<>(List.of(1.0));
        ticks.stream()
                .filter(tick -> labeled.stream().allMatch(other -> apart(tick, other)))
                .forEach(labeled::add);
        return labeled;
    }

    private boolean apart(double tick, double other) {
        return Math.abs(scale.at(tick) - scale.at(other)) >= CLOSEST_TICKS;
    }

    Tag panel() {
        var heads = List.of(
                Panel.head(words.say("technique")),
                Tag.of("th", "track-cell").attr("scope", "col").add(sides()),
                Panel.headOfFigures(words.say("technique.energy")),
                Panel.headOfFigures(words.say("technique.loss")),
                Panel.head(words.say("technique.about")));
        var rows = new ArrayList<Tag>();
        for (var verdict : Verdict.values()) {
            group(verdict, rows);
        }
        rows.add(axis());
        return Panel.of(words, "techniques", 12, words.say("techniques.sub"))
                .addAll(Prose.of(said.sentences()))
                .add(Panel.table("forest", words.say("techniques.title"), heads, rows));
    }

    /** {@return which side of 1 is which} */
    private Tag sides() {
        double one = scale.at(1);
        return Svg.picture("track axis", words.say("techniques.sub"))
                .add(Svg.text("tick last", one, 0, -8, 14, words.say("technique.less")))
                .add(Svg.text("tick first", one, 0, 8, 14, words.say("technique.more")));
    }

    private void group(Verdict verdict, List<Tag> rows) {
        var group = said.of(verdict);
        if (group.isEmpty()) {
            return;
        }
        var name = Tag.of("th", "verdict-" + verdict.name().charAt(0))
                .attr("scope", "colgroup")
                .attr("colspan", String.valueOf(COLUMNS))
                .add(Tag.of("span", "sign").attr("aria-hidden", "true").text(StudyWords.sign(verdict)))
                .add(Tag.of("b").text(words.name(verdict)), Tag.of("small").text(String.valueOf(group.size())));
        rows.add(Tag.of("tr", "verdict").add(name));
        group.forEach(each -> rows.add(row(each)));
    }

    private Tag row(TechniqueResult result) {
        var name = Panel.rowHead(
                Tag.of("b").add(Panel.name(result.technique())),
                Tag.of("span", "sub").text(Prose.unbroken(said.against(result))));
        var energy = Tag.of("td", "n")
                .add(Tag.of("b")
                        .text(result.ratio()
                                .map(ratio -> words.change(ratio.mid()))
                                .orElse("—")));
        result.ratio().ifPresent(ratio -> energy.add(Tag.of("span", "sub").text(words.ends(ratio))));
        return Tag.of("tr")
                .add(name, Tag.of("td", "track-cell").add(track(result)), energy)
                .add(Tag.of("td", "n soft loss")
                        .attr("data-label", words.say("technique.loss"))
                        .text(StudyWords.lossDifference(result.lossDifference())))
                .add(about(result));
    }

    private Tag about(TechniqueResult result) {
        return Tag.of("td", "about")
                .add(Tag.of("span").text(words.technique(result.kind(), "changes")))
                .add(Tag.of("span", "cost").text(words.technique(result.kind(), "cost")));
    }

    private Tag track(TechniqueResult result) {
        var track = Svg.ornament("track");
        scale.ticks().forEach(tick -> track.add(Svg.line("grid", scale.at(tick), 0, scale.at(tick), 1)));
        track.add(Svg.line("one", scale.at(1), 0, scale.at(1), 1));
        result.ratio()
                .ifPresent(ratio -> Whiskers.draw(
                        track,
                        color(result.verdict()),
                        scale.at(ratio.low()),
                        scale.at(ratio.mid()),
                        scale.at(ratio.high())));
        return track;
    }

    private static String color(Verdict verdict) {
        return switch (verdict) {
            case SAVES -> "c-part";
            case COSTS -> "c-costs";
            case NO_DIFFERENCE_SHOWN, TARGET_NOT_REACHED -> "c-soft";
        };
    }

    private Tag axis() {
        var labels = Svg.ornament("track axis");
        labeled.forEach(tick ->
                labels.add(Svg.text(tick == 1 ? "tick most" : "tick", scale.at(tick), 0, 0, 14, percent(tick))));
        return Tag.of("tr", "axis-row")
                .attr("aria-hidden", "true")
                .add(Tag.of("td"), Tag.of("td", "track-cell").add(labels))
                .add(Tag.of("td", "unit")
                        .attr("colspan", String.valueOf(COLUMNS - 2))
                        .text(words.say("technique.log")));
    }

    private static String percent(double ratio) {
        return StudyWords.signed(100 * (ratio - 1), 0) + " %";
    }
}
