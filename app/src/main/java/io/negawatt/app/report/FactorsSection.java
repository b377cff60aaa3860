package io.negawatt.app.report;

import io.negawatt.core.account.Terms;
import io.negawatt.core.account.Terms.Term;
import io.negawatt.core.catalog.Factor;
import io.negawatt.core.units.Interval;
import java.util.ArrayList;
import java.util.List;

/** The terms that turned joules into money, carbon, water and hardware, each with its kind, year and source. */
final class FactorsSection {
    private final View view;
    private final Terms terms;
    private final List<Tag> rows = new ArrayList<>();

    private FactorsSection(View view) {
        this.view = view;
        this.terms = view.account().terms();
    }

    static Tag of(View view, int columns) {
        var section = new FactorsSection(view);
        section.fill();
        var heads = List.of(
                Panel.head(view.say("term")),
                Panel.headOfFigures(view.say("value")),
                Panel.head(view.say("kind")),
                Panel.headOfFigures(view.say("year")),
                Panel.head(view.say("source")));
        return Panel.of(
                view,
                "factors",
                columns,
                view.say("factors.sub"),
                Panel.table("factors", view.say("factors.title"), heads, section.rows));
    }

    private void fill() {
        factor("location", view.account().carbon().location());
        factor("market", terms.market());
        terms.tariff().ifPresent(tariff -> {
            String price = MeanRates.of(view).price().orElse("—");
            boolean mean = !tariff.isConstant();
            row(
                    view.say("term.price"),
                    price,
                    Tag.of("span").text(mean ? view.say("mean.over") : ""),
                    "",
                    tariff.name());
        });
        term("pue", terms.pue(), "");
        term("wue", terms.wue(), " L/kWh");
        term("ewf", terms.ewf(), " L/kWh");
        hardware();
        String reserved = view.figures().percent(terms.reservedFraction());
        row(view.say("term.reserved"), reserved, Tag.of("span"), "", view.say("term.reserved.about"));
    }

    private void factor(String method, Factor factor) {
        String value = value(factor.gramsPerKwh()) + " g/kWh";
        String year = Integer.toString(factor.year());
        String name = view.say("term." + method) + " · " + factor.zone();
        row(
                name,
                value,
                Tag.of("span").text(kind(factor.kind()) + (isMean(method) ? " · " + view.say("mean.over") : "")),
                year,
                factor.source());
    }

    private boolean isMean(String method) {
        return method.equals("location") && MeanRates.of(view).isFactorByTheHour();
    }

    private String kind(Factor.Kind kind) {
        return "%s · %s · %s"
                .formatted(Figures.gas(kind.gas()), word("boundary", kind.boundary()), word("mix", kind.mix()));
    }

    private String word(String group, String word) {
        return switch (word) {
            case "direct", "life-cycle", "average", "marginal", "residual" -> view.say(group + "." + word);
            default -> word;
        };
    }

    private void term(String name, Term term, String unit) {
        row(view.say("term." + name), value(term.value()) + unit, TierGlyph.of(term.tier(), view), "", term.source());
    }

    private void hardware() {
        var hardware = terms.hardware();
        String parts = String.join(", ", hardware.parts());
        var kind = Tag.of("span").text(view.say("term.lifetime", view.figures().duration(hardware.lifetimeS())));
        String embodied = view.figures().massRange(hardware.embodiedG()) + " CO₂e";
        row(view.say("term.embodied"), embodied, kind, "", hardware.source() + " · " + parts);
        String mass = view.figures().massRange(hardware.massG());
        row(view.say("term.mass"), mass, Tag.of("span"), "", hardware.source());
    }

    private String value(Interval value) {
        String mid = Terse.three(value.mid());
        String spread = view.figures().beside(value, 1);
        return spread.isEmpty() ? mid : mid + " " + spread;
    }

    private void row(String name, String value, Tag kind, String year, String source) {
        rows.add(Tag.of("tr")
                .add(Panel.rowHead(Panel.name(name)), Panel.figure(value))
                .add(Tag.of("td", "soft").add(kind))
                .add(Panel.figure(year), Panel.wide(source)));
    }
}
