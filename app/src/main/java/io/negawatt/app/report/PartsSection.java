package io.negawatt.app.report;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.Account.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The total split by phase, rank or process; with the unattributed rest the rows add up to it, and the last row says so. */
final class PartsSection {
    private static final int MOST_ROWS = 10;
    private static final int MOST_ROWS_FOLDED = 200;

    private final View view;
    private final String name;
    private final List<Part> parts;
    private final ToDoubleFunction<Part> timeS;
    private final FigureUnit unit;
    private final double totalJ;

    private PartsSection(View view, String name, List<Part> parts, ToDoubleFunction<Part> timeS) {
        this.view = view;
        this.name = name;
        this.parts = parts;
        this.timeS = timeS;
        this.totalJ = view.account().totalJ().mid();
        this.unit = FigureUnit.ofEnergyJ(totalJ);
    }

    /** {@return a panel for each split that the run has} */
    static List<Tag> all(View view) {
        var account = view.account();
        var sections = new ArrayList<PartsSection>();
        sections.add(new PartsSection(view, "phases", account.phases(), Part::timeS));
        sections.add(new PartsSection(view, "ranks", account.ranks(), Part::timeS));
        sections.add(new PartsSection(view, "processes", account.processes(), Part::cpuS));
        var shown = sections.stream().filter(s -> !s.parts.isEmpty()).toList();
        return shown.stream().map(s -> s.panel(shown.size() == 1 ? 8 : 12)).toList();
    }

    private Tag panel(int columns) {
        String sub = parts.size() > 1 ? view.figures().count(parts.size()) : "";
        var panel = Panel.of(view, name, columns, sub, table(rows(MOST_ROWS), view.say(name + ".title")));
        if (parts.size() > MOST_ROWS) {
            String more = view.say("parts.more", Math.min(parts.size(), MOST_ROWS_FOLDED));
            panel.add(Panel.fold(more, table(rows(MOST_ROWS_FOLDED), more)));
        }
        return panel;
    }

    /** All parts in their order, or where they are more than {@code most} the largest and the rest together. */
    private List<Tag> rows(int most) {
        if (parts.size() <= most) {
            return parts.stream().map(this::row).toList();
        }
        var falling = parts.stream()
                .sorted(Comparator.comparingDouble(Part::energyJ).reversed())
                .toList();
        var rows = new ArrayList<Tag>();
        falling.subList(0, most - 1).forEach(part -> rows.add(row(part)));
        var rest = falling.subList(most - 1, falling.size());
        double energyJ = rest.stream().mapToDouble(Part::energyJ).sum();
        rows.add(row(
                Tag.of("span", "soft").text(view.say("parts.rest", rest.size())),
                Bars.of(Figures.share(energyJ, totalJ), "c-soft"),
                energyJ,
                ""));
        return rows;
    }

    private Tag table(List<Tag> rows, String caption) {
        var all = new ArrayList<>(rows);
        double restJ = Math.max(0, view.account().residualJ());
        String hatch = view.id(name + "-hatch-" + rows.size());
        var rest = Tag.of("span").text(view.say("unattributed"));
        all.add(row(rest, Bars.hatched(Figures.share(restJ, totalJ), hatch), restJ, "")
                .attr("class", "rest"));
        var total = Tag.of("b").text(view.say("total"));
        all.add(row(total, Tag.of("span"), totalJ, "").attr("class", "total"));
        var heads = List.of(
                Panel.head(view.say(name + ".one")),
                Tag.of("th", "bar-head")
                        .attr("scope", "col")
                        .add(Tag.of("span", "vh").text(view.say("share"))),
                Panel.headOfFigures(view.say("energy-in", unit.symbol())),
                Tag.of("th", "n share").attr("scope", "col").text(view.say("share")),
                Panel.headOfFigures(view.say(name.equals("processes") ? "cpu-time" : "time")));
        return Panel.table("parts", caption, heads, all);
    }

    private Tag row(Part part) {
        boolean outside = part.name().equals(Account.OUTSIDE);
        var label = outside ? Tag.of("span", "soft").text(view.say(name + ".outside")) : Panel.name(name(part));
        String time = timeS.applyAsDouble(part) > 0 ? view.figures().duration(timeS.applyAsDouble(part)) : "";
        return row(
                label,
                Bars.of(Figures.share(part.energyJ(), totalJ), outside ? "c-soft" : "c-part"),
                part.energyJ(),
                time);
    }

    private String name(Part part) {
        return name.equals("phases") ? view.figures().phase(part.name()) : part.name();
    }

    private Tag row(Tag label, Tag bar, double energyJ, String time) {
        return Tag.of("tr")
                .add(Panel.rowHead(label), Tag.of("td", "bar-cell").add(bar), Panel.figure(unit.column(energyJ)))
                .add(Tag.of("td", "n soft share").text(view.figures().percent(Figures.share(energyJ, totalJ))))
                .add(Tag.of("td", "n soft").text(time));
    }
}
