package io.negawatt.app.report;

import io.negawatt.core.account.PowerCurve.Line;
import io.negawatt.core.account.PowerCurve.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The power curve: phases above, legend with mean and peak, the picture, and its figures behind it. */
final class PowerSection {
    /** Phases that flip many times a second are told in the table of phases; here they would be a smear. */
    private static final double NARROWEST_PHASE = 0.002;

    private static final int MOST_ROWS = 48;
    private static final double WIDE_PX = 1100;
    private static final double NARROW_PX = 290;
    private static final double LETTER_PX = 7.2;

    private final View view;
    private final Stack stack;

    private PowerSection(View view) {
        this.view = view;
        this.stack = Stack.of(view.curve());
    }

    static Tag of(View view) {
        var section = new PowerSection(view);
        if (section.stack.lines().isEmpty()) {
            return Panel.of(view, "power", 12, "", Tag.of("p", "note").text(view.say("power.none")));
        }
        var chart = new PowerChart(view, section.stack);
        return Panel.withLegend(
                view, "power", section.legend(), section.phases(), chart.draw(), section.missing(), section.behind());
    }

    private Tag legend() {
        var legend = Tag.of("div", "legend");
        stack.lines()
                .reversed()
                .forEach(line -> legend.add(Tag.of("span")
                        .add(Tag.of("i", "key " + View.color(line.component())))
                        .text(view.component(line.component()))));
        if (stack.gaps().contains(true)) {
            legend.add(Tag.of("span").add(Tag.of("i", "key hatched")).text(view.say("gap")));
        }
        var figures = view.figures();
        stack.meanW()
                .ifPresent(mean -> legend.add(Tag.of("span", "n")
                        .add(Tag.of("i", "dash"))
                        .text(view.say("power.mean", figures.power(mean)))));
        int peak = stack.peakStep();
        if (peak >= 0) {
            legend.add(Tag.of("span", "n")
                    .add(Tag.of("i", "ring"))
                    .text(view.say(
                            "power.peak",
                            figures.power(stack.total(peak)),
                            figures.duration((peak + 0.5) * stack.stepS()))));
        }
        return legend;
    }

    /** Says which terms the curve leaves out, such as cooling that is computed from all the rest at the end. */
    private Tag missing() {
        var drawn = view.curve().lines().stream().map(Line::component).toList();
        String names = view.account().components().stream()
                .filter(use -> use.energyJ().mid() > 0 && !drawn.contains(use.component()))
                .map(use -> view.component(use.component()))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? Tag.of("div") : Tag.of("p", "note").text(view.say("power.missing", names));
    }

    private Tag phases() {
        var spans = view.curve().phases().stream()
                .filter(span -> span.toS() - span.fromS() >= NARROWEST_PHASE * stack.lengthS())
                .toList();
        var row = Tag.of("div", "phases").attr("aria-hidden", "true");
        var names = spans.stream().map(Span::phase).distinct().toList();
        double namedToS = 0;
        for (var span : spans) {
            row.add(phase(span, names.indexOf(span.phase()) % 2, span.fromS() >= namedToS));
            namedToS = Math.max(namedToS, span.toS());
        }
        return spans.isEmpty() ? Tag.of("div", "no-phases") : row;
    }

    /** Ranks are in phases of their own at the same time; of those that overlap the first has its name written out. */
    private Tag phase(Span span, int shade, boolean first) {
        double from = Math.clamp(span.fromS() / stack.lengthS(), 0, 1);
        double width = Math.clamp(span.toS() / stack.lengthS(), 0, 1) - from;
        double letters = Columns.width(view.figures().phase(span.phase())) * LETTER_PX;
        String fits = !first || letters > width * WIDE_PX ? " never" : letters > width * NARROW_PX ? " wide-only" : "";
        String place = "left:" + Svg.percent(from) + ";width:" + Svg.percent(width);
        String title =
                view.figures().phase(span.phase()) + " · " + view.figures().duration(span.toS() - span.fromS());
        return Tag.of("div", "phase shade" + shade)
                .attr("style", place)
                .attr("title", title)
                .add(Tag.of("span", "phase-name" + fits)
                        .add(Panel.name(view.figures().phase(span.phase()))));
    }

    private Tag behind() {
        var unit = FigureUnit.ofPowerW(stack.mostW());
        var heads = new ArrayList<Tag>();
        heads.add(Panel.headOfFigures(view.say("power.from")));
        stack.lines().forEach(line -> heads.add(Panel.headOfFigures(view.component(line.component()))));
        heads.add(Panel.headOfFigures(view.say("total")));
        int group = Math.ceilDiv(stack.steps(), MOST_ROWS);
        var rows = IntStream.iterate(0, step -> step < stack.steps(), step -> step + group)
                .mapToObj(step -> row(step, Math.min(step + group, stack.steps()), unit))
                .toList();
        String title = view.say("power.fold", unit.symbol(), view.figures().duration(group * stack.stepS()));
        return Panel.fold(title, Panel.table("figures", title, heads, rows));
    }

    private Tag row(int from, int end, FigureUnit unit) {
        var cells = new ArrayList<Tag>();
        cells.add(Panel.figure(view.figures().duration(from * stack.stepS())));
        IntStream.range(0, stack.lines().size())
                .forEach(line -> cells.add(cell(
                        IntStream.range(from, end)
                                .mapToDouble(step -> stack.watts(line, step))
                                .toArray(),
                        unit)));
        cells.add(cell(
                IntStream.range(from, end)
                        .mapToDouble(step -> stack.gaps().get(step) ? Double.NaN : stack.total(step))
                        .toArray(),
                unit));
        return Tag.of("tr").addAll(cells);
    }

    private Tag cell(double[] watts, FigureUnit unit) {
        var mean = Arrays.stream(watts).filter(w -> !Double.isNaN(w)).average();
        return mean.isPresent()
                ? Panel.figure(unit.column(mean.getAsDouble()))
                : Tag.of("td", "n soft").text(view.say("gap"));
    }
}
