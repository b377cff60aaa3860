package io.negawatt.app.report;

import io.negawatt.core.account.Account.ComponentUse;
import io.negawatt.core.account.Account.Source;
import java.util.ArrayList;
import java.util.List;

/** Every channel behind the account, those inside another one indented below it. */
final class SourcesTable {
    private final View view;
    private final FigureUnit unit;
    private final List<Tag> rows = new ArrayList<>();

    private SourcesTable(View view, FigureUnit unit) {
        this.view = view;
        this.unit = unit;
    }

    static Tag of(View view, List<ComponentUse> uses, FigureUnit unit) {
        var table = new SourcesTable(view, unit);
        uses.forEach(table::add);
        var heads = List.of(
                Panel.head(view.say("source")),
                Panel.head(view.say("meter")),
                Panel.head(view.say("scope")),
                Panel.head(view.say("tier")),
                Panel.headOfFigures(view.say("energy-in", unit.symbol())),
                Panel.headOfFigures(view.say("unattributed")),
                Panel.headOfFigures(view.say("metered-in", unit.symbol())),
                Panel.headOfFigures(view.say("covered")));
        return Panel.table("sources", view.say("where.fold"), heads, table.rows);
    }

    private void add(ComponentUse use) {
        var low = unit.column(use.energyJ().low());
        var high = unit.column(use.energyJ().high());
        rows.add(Tag.of("tr", "group")
                .add(Panel.rowHead(
                        Tag.of("i", "key " + View.color(use.component())),
                        Tag.of("b").text(view.component(use.component()))))
                .add(Tag.of("td").attr("colspan", "3").add(TierGlyph.of(use.tier(), view)))
                .add(Panel.figure(unit.column(use.energyJ().mid())))
                .add(Tag.of("td", "n soft").attr("colspan", "3").text(view.say("ninety", low, high))));
        use.sources().forEach(source -> add(source, 1));
    }

    private void add(Source source, int depth) {
        String inside = depth > 1 ? " inside" : "";
        rows.add(Tag.of("tr", "depth" + Math.min(depth, 3) + inside)
                .add(Panel.rowHead(
                        Panel.name(view.label(source)), Tag.of("small").text(" " + source.channel())))
                .add(Panel.cell(source.meter()), Panel.cell(view.scope(source.scope())))
                .add(Tag.of("td").add(TierGlyph.of(source.tier(), view)))
                .add(Panel.figure(unit.column(source.energyJ())))
                .add(Panel.figure(unit.column(source.residualJ())), Panel.figure(unit.column(source.meteredJ())))
                .add(Panel.figure(view.figures().duration(source.coveredS()))));
        source.details().forEach(detail -> add(detail, depth + 1));
    }
}
