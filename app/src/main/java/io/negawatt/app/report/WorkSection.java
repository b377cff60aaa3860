package io.negawatt.app.report;

import io.negawatt.core.account.Account.Work;

/** What the run did for its energy: joules and carbon for one unit of each kind of counted work. */
final class WorkSection {
    private WorkSection() {}

    static Tag of(View view, int columns) {
        var panel = Panel.of(view, "work", columns, "");
        view.account().work().forEach(work -> panel.add(work(view, work)));
        return panel.add(Tag.of("p", "note").text(view.say("work.note")));
    }

    private static Tag work(View view, Work work) {
        var figures = view.figures();
        String one = figures.workUnit(work.unit());
        var energy = work.energyJPerUnit();
        var unit = FigureUnit.ofUnitEnergyJ(energy.mid());
        var mass = FigureUnit.ofMassG(work.sciGPerUnit().mid());
        var value = Tag.of("p", "big")
                .text(unit.three(energy.mid()))
                .add(Tag.of("u").add(Panel.name(unit.symbol() + "/" + one)))
                .add(Tag.of("em").text(figures.beside(energy, unit.size())));
        String sci = "%s %s CO₂e/%s %s"
                .formatted(
                        mass.three(work.sciGPerUnit().mid()),
                        mass.symbol(),
                        one,
                        figures.beside(work.sciGPerUnit(), mass.size()));
        return Tag.of("div", "work")
                .add(value)
                .add(Tag.of("dl", "rows")
                        .add(row(view.say("work.done"), figures.counted(work.amount(), work.unit())), row("SCI", sci)));
    }

    private static Tag row(String name, String value) {
        return Tag.of("div").add(Tag.of("dt").text(name), Tag.of("dd", "n").text(value));
    }
}
