package io.negawatt.app.report;

import io.negawatt.core.account.Account.ComponentUse;
import io.negawatt.core.units.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the energy went: the terms of the account with their whiskers, and the sources behind them. */
final class ComponentsSection {
    private static final int NAMED_SOURCES = 2;

    private final View view;
    private final FigureUnit unit;
    private final List<ComponentUse> uses;
    private final Whiskers whiskers;

    private ComponentsSection(View view) {
        this.view = view;
        this.unit = FigureUnit.ofEnergyJ(view.account().totalJ().mid());
        this.uses = view.account().components().stream()
                .filter(use -> use.energyJ().high() > 0 || !use.sources().isEmpty())
                .toList();
        var all = Stream.concat(
                        uses.stream().map(ComponentUse::energyJ),
                        Stream.of(view.account().totalJ()))
                .toList();
        this.whiskers = Whiskers.over(all, unit);
    }

    static Tag of(View view, int columns) {
        var section = new ComponentsSection(view);
        String sub = view.say("where.sub", section.unit.symbol());
        return Panel.of(view, "where", columns, sub, section.chart(), section.footnote(), section.behind());
    }

    private Tag chart() {
        var rows = new ArrayList<Tag>();
        uses.forEach(use -> rows.add(row(use)));
        rows.add(totalRow());
        rows.add(axisRow());
        var heads = List.of(
                Panel.head(view.say("component")),
                Tag.of("th", "axis-head")
                        .attr("scope", "col")
                        .add(Tag.of("span", "vh").text(view.say("interval"))),
                Panel.headOfFigures(view.say("energy-in", unit.symbol())),
                Panel.headOfFigures(view.say("sure")),
                Tag.of("th", "n wide-only").attr("scope", "col").text(view.say("share")),
                Tag.of("th", "wide-only").attr("scope", "col").text(view.say("tier")));
        return Panel.table("whisk", view.say("where.title"), heads, rows);
    }

    private Tag row(ComponentUse use) {
        String color = View.color(use.component());
        var name = Panel.rowHead(
                Tag.of("i", "key " + color), Tag.of("b").text(view.component(use.component())), basis(use));
        double share =
                Figures.share(use.energyJ().mid(), view.account().totalJ().mid());
        return Tag.of("tr")
                .add(name, track(whiskers.row(use.energyJ(), color)))
                .addAll(figures(use.energyJ(), share))
                .add(Tag.of("td", "wide-only").add(TierGlyph.of(use.tier(), view)));
    }

    private Tag basis(ComponentUse use) {
        var labels = view.labels(use);
        String named = labels.stream().limit(NAMED_SOURCES).collect(Collectors.joining(", "));
        String rest = labels.size() > NAMED_SOURCES ? " " + view.say("and-more", labels.size() - NAMED_SOURCES) : "";
        return Tag.of("span", "sub")
                .attr("title", String.join(", ", labels))
                .add(Tag.of("span", "narrow-only").add(TierGlyph.of(use.tier(), view)))
                .add(Tag.of("span", "basis").add(Panel.name(named)).text(rest));
    }

    private Tag totalRow() {
        var total = view.account().totalJ();
        return Tag.of("tr", "total")
                .add(Panel.rowHead(Tag.of("i", "key c-total"), Tag.of("b").text(view.say("total"))))
                .add(track(whiskers.row(total, "c-total")))
                .addAll(figures(total, 1))
                .add(Tag.of("td", "wide-only"));
    }

    private Tag axisRow() {
        return Tag.of("tr", "axis-row")
                .attr("aria-hidden", "true")
                .add(Tag.of("td"), track(whiskers.labels()))
                .add(Tag.of("td", "unit").attr("colspan", "4").text(view.say("log-axis", unit.symbol())));
    }

    private List<Tag> figures(Interval energyJ, double share) {
        return List.of(
                Panel.figure(unit.column(energyJ.mid())),
                Tag.of("td", "n soft").text(view.figures().spread(energyJ, unit)),
                Tag.of("td", "n soft wide-only").text(view.figures().percent(share)));
    }

    private static Tag track(Tag drawing) {
        return Tag.of("td", "track-cell").add(drawing);
    }

    private Tag footnote() {
        var account = view.account();
        var notes = new ArrayList<String>();
        notes.add(view.say("where.residual", energy(account.residualJ())));
        if (account.othersJ() > 0) {
            notes.add(view.say("where.others", energy(account.othersJ())));
        }
        return Tag.of("p", "note").text(String.join(view.say("between-sentences"), notes));
    }

    private String energy(double joules) {
        return unit.column(joules) + " " + unit.symbol();
    }

    private Tag behind() {
        return Panel.foldOnScreen(view.say("where.fold"), SourcesTable.of(view, uses, unit));
    }
}
