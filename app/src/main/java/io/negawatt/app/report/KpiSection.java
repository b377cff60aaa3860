package io.negawatt.app.report;

import io.negawatt.core.account.Account.Cost;
import io.negawatt.core.catalog.Factor;
import io.negawatt.core.units.Interval;

/** The six figures that most readers come for. */
final class KpiSection {
    private final View view;

    private KpiSection(View view) {
        this.view = view;
    }

    static Tag of(View view) {
        var section = new KpiSection(view);
        var carbon = view.account().carbon();
        return Tag.of("section", "kpis")
                .attr("aria-label", view.say("kpi.title"))
                .add(section.energy(), section.cost())
                .add(section.carbon("location", carbon.locationG(), carbon.location()))
                .add(section.carbon("market", carbon.marketG(), carbon.market()))
                .add(section.water(), section.hardware());
    }

    private Tag energy() {
        var total = view.account().totalJ();
        var unit = FigureUnit.ofEnergyJ(total.mid());
        String ends = view.say("kpi.ninety", unit.column(total.low()), unit.column(total.high()), unit.symbol());
        String spread = view.figures().isRange(total) ? "" : view.figures().spread(total, unit);
        return kpi("energy", unit.column(total.mid()), unit.symbol(), spread, ends)
                .attr("class", "kpi hero");
    }

    private Tag cost() {
        return view.account()
                .cost()
                .map(this::cost)
                .orElseGet(() -> kpi("cost", "—", "", "", view.say("kpi.no-price")));
    }

    private Tag cost(Cost cost) {
        String price = MeanRates.of(view).price().orElse("");
        return kpi("cost", view.figures().money(cost), "", cost.amount(), 1, price);
    }

    private Tag carbon(String method, Interval grams, Factor factor) {
        var unit = FigureUnit.ofMassG(grams.mid());
        String intensity = Terse.three(factor.gramsPerKwh().mid());
        String sub = "%s %d · %s g/kWh".formatted(factor.zone(), factor.year(), intensity);
        String gas = unit.symbol() + " " + Figures.gas(factor.kind().gas());
        return kpi(method, unit.three(grams.mid()), gas, grams, unit.size(), sub);
    }

    private Tag water() {
        var water = view.account().waterL();
        var unit = FigureUnit.ofVolumeL(water.mid());
        String sub = view.say("kpi.water.sub");
        return kpi("water", unit.three(water.mid()), unit.symbol(), water, unit.size(), sub);
    }

    private Tag hardware() {
        var use = view.account().hardware();
        if (use.embodiedG().high() == 0) {
            return kpi("hardware", "—", "", "", view.say("kpi.no-hardware"));
        }
        var unit = FigureUnit.ofMassG(use.embodiedG().high());
        String range = view.figures().range(use.embodiedG().times(1 / unit.size()));
        String waste = view.say("kpi.ewaste", view.figures().massRange(use.ewasteG()));
        return kpi("hardware", range, unit.symbol() + " CO₂e", "", waste);
    }

    /** A lopsided interval has no room beside its figure, so that its ends go to the line below. */
    private Tag kpi(String name, String figure, String unit, Interval value, double size, String sub) {
        var figures = view.figures();
        if (!figures.isRange(value)) {
            return kpi(name, figure, unit, figures.spread(value, size), sub);
        }
        return kpi(name, figure, unit, "", view.say("kpi.range", figures.spread(value, size), sub));
    }

    private Tag kpi(String name, String figure, String unit, String spread, String sub) {
        return Panel.kpi(view.say("kpi." + name), figure, unit, spread, sub);
    }
}
