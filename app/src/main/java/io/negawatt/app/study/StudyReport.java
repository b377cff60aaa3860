package io.negawatt.app.study;

import io.negawatt.app.report.Document;
import io.negawatt.app.report.Panel;
import io.negawatt.app.report.Resources;
import io.negawatt.app.report.Tag;
import io.negawatt.app.report.TierGlyph;
import io.negawatt.app.study.TechniqueResult.Kind;
import io.negawatt.core.text.Lang;
import java.util.ArrayList;
import java.util.List;

/** The report of a study as one HTML file: both languages, both themes, its three pictures with their tables. */
public final class StudyReport {
    private final StudyResult result;
    private final StudyWords words;

    private StudyReport(StudyResult result, Lang lang) {
        this.result = result;
        this.words = new StudyWords(lang);
    }

    /**
     * {@return the report as a document}
     *
     * @param preferred language that is shown first
     */
    public static String html(StudyResult result, Lang preferred) {
        String title = new StudyWords(preferred).say("title") + " · negawatt";
        return Document.of(preferred, title, Resources.text("study.css"), lang -> new StudyReport(result, lang).main());
    }

    private Tag main() {
        var grid = Tag.of("div", "grid");
        result.scaling()
                .ifPresent(
                        scaling -> new ScalingSection(words, scaling).panels().forEach(grid::add));
        if (!result.techniques().isEmpty()) {
            grid.add(new TechniquesSection(techniques()).panel());
        }
        result.search()
                .ifPresent(search -> new SearchSection(words, search).panels().forEach(grid::add));
        return Tag.of("main", "study").add(head(), figures(), grid.add(guide()));
    }

    private TechniqueWords techniques() {
        return new TechniqueWords(words, result.techniques(), result.seeds());
    }

    private Tag head() {
        var title = Tag.of("div", "title").add(Tag.of("h1").text(words.say("title")));
        var facts = words.facts(result).stream()
                .map(fact -> Tag.of("span").add(Panel.name(fact)))
                .toList();
        return Tag.of("header", "top")
                .add(title, Tag.of("p", "facts").addAll(facts))
                .add(Tag.of("code", "command").text(StudyWords.command(result)));
    }

    /** What most readers come for: one figure a part, and how far all of them can be trusted. */
    private Tag figures() {
        var kpis = new ArrayList<Tag>();
        result.scaling().ifPresent(scaling -> kpis.add(workers(scaling.fit())));
        if (!result.techniques().isEmpty()) {
            kpis.add(saver());
        }
        result.search().ifPresent(search -> kpis.add(shape(new SearchWords(words, search))));
        kpis.add(basis());
        kpis.getFirst().attr("class", "kpi hero");
        return Tag.of("section", "kpis").attr("aria-label", words.say("kpis")).addAll(kpis);
    }

    private Tag workers(ScalingFit fit) {
        var least = fit.at(fit.leastEnergyWorkers());
        String energy = words.say("per-token", StudyWords.energy(least.jPerToken()));
        String change = words.change(least.jPerToken() / fit.at(1).jPerToken());
        String sub = least.workers() == 1 ? energy : words.say("kpi.workers.sub", energy, change);
        String unit = words.say(least.workers() == 1 ? "kpi.workers.unit.one" : "kpi.workers.unit");
        return kpi(words.say("kpi.workers"), String.valueOf(least.workers()), unit, sub);
    }

    private Tag saver() {
        return techniques()
                .best(Kind.TO_LOSS)
                .map(best -> kpi(
                        words.say("kpi.saver"),
                        words.change(best.ratio().orElseThrow().mid()),
                        best.technique(),
                        words.say("kpi.saver.sub", words.ends(best.ratio().orElseThrow()), words.compared(best))))
                .orElseGet(() -> kpi(words.say("kpi.saver"), "—", "", words.say("techniques.none")));
    }

    private Tag shape(SearchWords search) {
        var best = search.ranked().getFirst();
        String sub = words.say("kpi.shape.sub", SearchWords.loss(best), search.budget());
        return kpi(words.say("kpi.shape"), StudyWords.shape(best), "", sub);
    }

    private Tag basis() {
        var tier = result.basis();
        return Tag.of("div", "kpi")
                .add(Tag.of("span").text(words.say("kpi.basis")))
                .add(Tag.of("b").add(TierGlyph.of(tier, words)))
                .add(Tag.of("small").text(words.basisShort(result)));
    }

    private static Tag kpi(String name, String figure, String unit, String sub) {
        return Panel.kpi(name, figure, unit, "", sub);
    }

    private Tag guide() {
        var topics = new ArrayList<String>(List.of("energy", "interval", "loss"));
        result.scaling().ifPresent(scaling -> topics.add("fit"));
        result.search().ifPresent(search -> topics.add("frontier"));
        var list = Tag.of("ul", "plain")
                .addAll(topics.stream()
                        .map(topic -> Tag.of("li").text(words.say("read." + topic)))
                        .toList());
        return Tag.of("section", "panel c12 guide").add(Panel.foldOnScreen(words.say("read.title"), list));
    }
}
