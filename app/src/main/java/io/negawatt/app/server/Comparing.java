package io.negawatt.app.server;

import io.negawatt.app.report.Comparison;
import io.negawatt.app.report.Comparison.Quantity;
import io.negawatt.app.report.Comparison.Row;
import io.negawatt.app.server.LedgerView.ComparisonCell;
import io.negawatt.app.server.LedgerView.ComparisonRow;
import io.negawatt.app.server.LedgerView.ComparisonView;
import io.negawatt.app.server.LedgerView.RunRow;
import io.negawatt.core.account.Account;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Several accounts side by side, each against the first. A figure that one of them lacks is left out. */
final class Comparing {
    private Comparing() {}

    static ComparisonView of(List<RunFacts> runs, List<Account> accounts, Lang lang) {
        var first = accounts.getFirst();
        var comparisons =
                accounts.stream().skip(1).map(it -> Comparison.of(first, it)).toList();
        var rows = new ArrayList<ComparisonRow>();
        for (var row : comparisons.getFirst().rows()) {
            row(row.quantity(), comparisons, lang).ifPresent(rows::add);
        }
        var cautions = new LinkedHashSet<String>();
        comparisons.forEach(it -> it.cautions().forEach(caution -> cautions.add(caution.in(lang))));
        return new ComparisonView(runs.stream().map(RunRow::of).toList(), rows, List.copyOf(cautions));
    }

    private static Optional<ComparisonRow> row(Quantity quantity, List<Comparison> comparisons, Lang lang) {
        var rows = comparisons.stream()
                .flatMap(it -> it.rows().stream().filter(row -> row.quantity().equals(quantity)))
                .toList();
        if (rows.size() < comparisons.size()) {
            return Optional.empty();
        }
        var cells = new ArrayList<ComparisonCell>();
        cells.add(cell(rows.getFirst().a(), Optional.empty()));
        rows.forEach(it -> cells.add(cell(it.b(), Optional.of(it))));
        return Optional.of(new ComparisonRow(id(quantity), name(quantity).in(lang), unit(quantity), cells));
    }

    private static ComparisonCell cell(Interval value, Optional<Row> row) {
        return new ComparisonCell(
                IntervalView.of(value),
                row.filter(it -> it.a().mid() != 0).map(it -> IntervalView.of(it.relative())),
                row.map(Row::isOutsideNoise).orElse(false));
    }

    private static String id(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Energy(var component) -> component.id();
            case Quantity.Total() -> "total";
            case Quantity.Time() -> "time";
            case Quantity.EnergyPerUnit(var unit) -> "per:" + unit;
            case Quantity.Money _ -> "cost";
            case Quantity.Location() -> "location";
            case Quantity.Market() -> "market";
            case Quantity.Water() -> "water";
        };
    }

    private static Message name(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Energy(var component) -> Message.of("component." + component.id());
            case Quantity.Total() -> Message.of("report.terminal.total");
            case Quantity.Time() -> Message.of("report.compare.time");
            case Quantity.EnergyPerUnit(var unit) -> Message.of("report.compare.per-unit", unit);
            case Quantity.Money _ -> Message.of("report.compare.cost");
            case Quantity.Location() -> Message.of("report.compare.location");
            case Quantity.Market() -> Message.of("report.compare.market");
            case Quantity.Water() -> Message.of("report.compare.water");
        };
    }

    private static String unit(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Energy _, Quantity.Total() -> "J";
            case Quantity.Time() -> "s";
            case Quantity.EnergyPerUnit(var unit) -> "J/" + unit;
            case Quantity.Money(var currency) -> currency;
            case Quantity.Location(), Quantity.Market() -> "g";
            case Quantity.Water() -> "L";
        };
    }
}
