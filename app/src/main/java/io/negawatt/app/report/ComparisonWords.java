package io.negawatt.app.report;

import io.negawatt.app.report.Comparison.Quantity;
import io.negawatt.app.report.Comparison.Row;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.text.Texts;
import io.negawatt.core.units.Interval;

/** How the rows of a comparison read, in the terminal and in the report alike. */
record ComparisonWords(Lang lang) {

    /**
     * One row as text.
     *
     * @param change the difference with its unit
     * @param percent the difference in percent, with both ends of its interval
     * @param verdict whether the difference is outside the noise; empty where both figures are exact
     */
    record Line(String name, String a, String b, String change, String percent, String verdict) {}

    Line line(Row row) {
        boolean exact =
                row.a().low() == row.a().high() && row.b().low() == row.b().high();
        String verdict = row.difference().mid() == 0 || exact
                ? ""
                : say(row.isOutsideNoise() ? "compare.clear" : "compare.noise");
        return new Line(
                name(row.quantity()), figure(row, row.a()), figure(row, row.b()), change(row), percent(row), verdict);
    }

    private String name(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Energy(var component) -> Texts.of(lang).get("component." + component.id());
            case Quantity.Total() -> say("terminal.total");
            case Quantity.Time() -> say("compare.time");
            case Quantity.EnergyPerUnit(String unit) ->
                say("compare.per-unit", figures().workUnit(unit));
            case Quantity.Money(String currency) -> say("compare.cost");
            case Quantity.Location() -> say("compare.location");
            case Quantity.Market() -> say("compare.market");
            case Quantity.Water() -> say("compare.water");
        };
    }

    private String figure(Row row, Interval value) {
        return written(
                row.quantity(), value.mid(), Math.max(row.a().mid(), row.b().mid()));
    }

    private String change(Row row) {
        double mid = row.difference().mid();
        String size = written(
                row.quantity(), Math.abs(mid), Math.max(row.a().mid(), row.b().mid()));
        return sign(mid) + size;
    }

    /** A figure in the unit that fits {@code most}, so that both accounts and their difference share it. */
    private String written(Quantity quantity, double value, double most) {
        return switch (quantity) {
            case Quantity.Energy(var component) -> in(FigureUnit.ofEnergyJ(most), value);
            case Quantity.Total() -> in(FigureUnit.ofEnergyJ(most), value);
            case Quantity.Time() -> figures().duration(value);
            case Quantity.EnergyPerUnit(String unit) -> in(FigureUnit.ofUnitEnergyJ(most), value);
            case Quantity.Money(String currency) -> figures().money(value, currency);
            case Quantity.Location() -> in(FigureUnit.ofMassG(most), value);
            case Quantity.Market() -> in(FigureUnit.ofMassG(most), value);
            case Quantity.Water() -> in(FigureUnit.ofVolumeL(most), value);
        };
    }

    private static String in(FigureUnit unit, double value) {
        return unit.column(value) + " " + unit.symbol();
    }

    private String percent(Row row) {
        var relative = row.relative();
        if (relative.mid() == 0) {
            return "";
        }
        String mid = signed(relative.mid());
        return relative.low() == relative.high()
                ? mid + " %"
                : "%s %% (%s … %s)".formatted(mid, signed(relative.low()), signed(relative.high()));
    }

    private static String signed(double fraction) {
        return sign(fraction) + Numbers.fixed(Math.abs(fraction) * 100, 1);
    }

    private static String sign(double value) {
        return value > 0 ? "+" : value < 0 ? "−" : "";
    }

    private Figures figures() {
        return new Figures(lang);
    }

    private String say(String key, Object... args) {
        return Texts.of(lang).get("report." + key, args);
    }
}
