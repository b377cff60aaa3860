package io.negawatt.app.report;

import io.negawatt.core.catalog.Factor;
import io.negawatt.core.units.Interval;

/** The six figures that most readers come for. */
final class KpiSection {
    private KpiSection() {}

    static Tag of(View view) {
        return Tag.of("section", "kpis")
                .attr("aria-label", view.say("kpi.title"))
                .add(energy(view), cost(view))
                .add(carbon(
                        view,
                        "location",
                        view.account().carbon().locationG(),
                        view.account().carbon().location()))
                .add(carbon(
                        view,
                        "market",
                        view.account().carbon().marketG(),
                        view.account().carbon().market()))
                .add(water(view), hardware(view));
    }

    private static Tag energy(View view) {
        var total = view.account().totalJ();
        var unit = FigureUnit.ofEnergyJ(total.mid());
        String sure = view.say("kpi.ninety", unit.column(total.low()), unit.column(total.high()), unit.symbol());
        return kpi(
                        view,
                        "energy",
                        unit.column(total.mid()),
                        unit.symbol(),
                        view.figures().beside(total, unit.size()),
                        sure)
                .attr("class", "kpi hero");
    }

    private static Tag cost(View view) {
        var cost = view.account().cost();
        if (cost.isEmpty()) {
            return kpi(view, "cost", "—", "", "", view.say("kpi.no-price"));
        }
        String price = MeanRates.of(view).price().orElse("");
        String amount = view.figures().money(cost.get());
        return kpi(view, "cost", amount, "", view.figures().beside(cost.get().amount(), 1), price);
    }

    private static Tag carbon(View view, String method, Interval grams, Factor factor) {
        var unit = FigureUnit.ofMassG(grams.mid());
        String sub = "%s %d · %s g/kWh"
                .formatted(
                        factor.zone(),
                        factor.year(),
                        Terse.number(factor.gramsPerKwh().mid()));
        String gas = unit.symbol() + " " + Figures.gas(factor.kind().gas());
        return kpi(view, method, unit.three(grams.mid()), gas, view.figures().beside(grams, unit.size()), sub);
    }

    private static Tag water(View view) {
        var water = view.account().waterL();
        var unit = FigureUnit.ofVolumeL(water.mid());
        return kpi(
                view,
                "water",
                unit.three(water.mid()),
                unit.symbol(),
                view.figures().beside(water, unit.size()),
                view.say("kpi.water.sub"));
    }

    private static Tag hardware(View view) {
        var use = view.account().hardware();
        var unit = FigureUnit.ofMassG(use.embodiedG().high());
        String range = view.figures().range(use.embodiedG().times(1 / unit.size()));
        String waste = view.say("kpi.ewaste", view.figures().massRange(use.ewasteG()));
        return kpi(view, "hardware", range, unit.symbol() + " CO₂e", "", waste);
    }

    private static Tag kpi(View view, String name, String figure, String unit, String spread, String sub) {
        var value = Tag.of("b").text(figure);
        if (!unit.isEmpty()) {
            value.add(Tag.of("u").text(unit));
        }
        if (!spread.isEmpty()) {
            value.add(Tag.of("em").text(spread));
        }
        return Tag.of("div", "kpi")
                .add(Tag.of("span").text(view.say("kpi." + name)), value)
                .add(Tag.of("small").attr("title", sub).text(sub));
    }
}
