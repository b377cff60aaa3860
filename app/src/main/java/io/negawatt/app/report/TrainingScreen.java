package io.negawatt.app.report;

import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.core.estimate.TrainingEstimate;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.text.Texts;
import io.negawatt.core.units.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An estimate of training for a terminal and for machines. */
public record TrainingScreen(Lang lang, TrainingEstimate estimate) {
    private static final double JOULES_PER_KWH = 3.6e6;
    private static final double GRAMS_PER_KG = 1000;

    /** {@return the lines of the terminal} */
    public List<String> lines(int width) {
        var figures = new Figures(lang);
        var table = new TerminalTable(Column.words(""), Column.figures(""), Column.words(""));
        row(table, "hours", Numbers.significant(estimate.chipHours().mid(), 3) + " h", estimate.chipHours());
        row(table, "watts", figures.power(estimate.wattsPerChip().mid()), estimate.wattsPerChip());
        row(table, "energy", figures.energyShort(joules(estimate.energyKwh().mid())), estimate.energyKwh());
        table.row(text("it"), figures.energyShort(joules(estimate.itKwh())), "");
        table.row(text("network"), figures.energyShort(joules(estimate.networkKwh())), "");
        table.row(text("cooling"), figures.energyShort(joules(estimate.coolingKwh())), "");
        estimate.carbonKg().ifPresent(kg -> row(table, "carbon", figures.mass(kg.mid() * GRAMS_PER_KG), kg));
        table.row(text("embodied"), figures.massRange(estimate.embodiedKg().times(GRAMS_PER_KG)), "");
        return table.lines(width);
    }

    /** {@return the estimate as a tree of names and figures} */
    public Map<String, Object> json() {
        var document = new LinkedHashMap<String, Object>();
        document.put("schema", "negawatt.estimate.train/1");
        document.put("chip_hours", EstimateTree.range(estimate.chipHours()));
        document.put("power_per_chip_watts", EstimateTree.range(estimate.wattsPerChip()));
        document.put("energy_kwh", EstimateTree.range(estimate.energyKwh()));
        document.put("it_kwh", estimate.itKwh());
        document.put("network_storage_kwh", estimate.networkKwh());
        document.put("cooling_kwh", estimate.coolingKwh());
        estimate.carbonKg().ifPresent(kg -> document.put("carbon_kg", EstimateTree.range(kg)));
        document.put("embodied_kg", EstimateTree.range(estimate.embodiedKg()));
        document.put("basis", estimate.basis());
        return document;
    }

    private void row(TerminalTable table, String key, String figure, Interval interval) {
        table.row(text(key), figure, interval.spread().toString());
    }

    private static double joules(double kwh) {
        return kwh * JOULES_PER_KWH;
    }

    private String text(String key) {
        return Texts.of(lang).get("cli.estimate.train." + key);
    }
}
