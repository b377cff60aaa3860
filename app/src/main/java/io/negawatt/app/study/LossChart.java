package io.negawatt.app.study;

import io.negawatt.app.report.FigureUnit;
import io.negawatt.app.report.Scale;
import io.negawatt.app.report.Svg;
import io.negawatt.app.report.Tag;
import io.negawatt.app.report.Terse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Loss against energy, one line a shape with its rank at the end, the frontier below them all, the budget across. */
final class LossChart {
    /** Energies below this part of the budget are left out: untrained models differ by chance. */
    private static final double LEAST_PART = 1 / 30.0;

    private static final int TICKS = 6;
    /** Height that a label needs, as a part of the picture's. */
    private static final double LABEL = 0.052;

    private final StudyWords words;
    private final SearchWords said;
    private final List<ShapeResult> ranked;
    private final FigureUnit unit;
    private final Scale energy;
    private final Scale loss;

    LossChart(SearchWords said) {
        this.words = said.words();
        this.said = said;
        this.ranked = said.ranked();
        double budgetJ = said.search().budgetJ();
        this.unit = FigureUnit.ofUnitEnergyJ(budgetJ);
        double leastJ = budgetJ * LEAST_PART;
        var seen = ranked.stream()
                .flatMap(shape -> shape.curve().stream())
                .filter(point -> point.joules() >= leastJ)
                .toList();
        double mostJ =
                seen.stream().mapToDouble(ShapeResult.Point::joules).max().orElse(budgetJ);
        double fromJ =
                seen.stream().mapToDouble(ShapeResult.Point::joules).min().orElse(leastJ);
        this.energy = logarithmic(fromJ / unit.size(), Math.max(mostJ, budgetJ) / unit.size());
        this.loss = Scale.between(
                seen.stream().mapToDouble(ShapeResult.Point::loss).min().orElse(0),
                seen.stream().mapToDouble(ShapeResult.Point::loss).max().orElse(1),
                TICKS);
    }

    /** {@return an axis that ends where the lines end, with labels at 1, 2 and 5 times powers of ten} */
    private static Scale logarithmic(double from, double to) {
        var ticks = IntStream.rangeClosed((int) Math.floor(Math.log10(from)), (int) Math.ceil(Math.log10(to)))
                .boxed()
                .flatMap(decade -> Stream.of(1, 2, 5).map(times -> times * Math.pow(10, decade)))
                .filter(tick -> tick >= from && tick <= to)
                .toList();
        return new Scale(from, to, Math::log10, ticks);
    }

    FigureUnit unit() {
        return unit;
    }

    Tag draw() {
        var picture = Svg.picture(
                "plot tall", words.say("search.label", said.sentences().getFirst()));
        picture.addAll(Plot.left(loss)).addAll(below());
        var lines = Plot.thousandths();
        lines.add(Plot.path("frontier", frontier()));
        IntStream.iterate(ranked.size() - 1, i -> i >= 0, i -> i - 1).forEach(i -> lines.add(line(i)));
        picture.add(lines).addAll(budget()).addAll(labels());
        return Tag.of("div", "plot-box losses").add(picture);
    }

    private List<Tag> below() {
        var axis = new ArrayList<Tag>();
        for (double tick : energy.ticks()) {
            double x = energy.at(tick);
            axis.add(Svg.line("grid", x, 0, x, 1));
            axis.add(Svg.text("tick", x, 1, 0, 18, Terse.number(tick)));
        }
        return axis;
    }

    private double x(double joules) {
        return energy.at(joules / unit.size());
    }

    private double y(double nats) {
        return 1 - loss.at(nats);
    }

    private double[] place(ShapeResult.Point point) {
        return new double[] {x(point.joules()), y(point.loss())};
    }

    private boolean isSeen(ShapeResult.Point point) {
        return point.joules() / unit.size() >= energy.from() * (1 - 1e-9);
    }

    private List<double[]> frontier() {
        return Frontier.leads(ranked).stream()
                .map(Frontier.Lead::point)
                .filter(this::isSeen)
                .map(this::place)
                .toList();
    }

    private Tag line(int i) {
        var shape = ranked.get(i);
        var points =
                shape.curve().stream().filter(this::isSeen).map(this::place).toList();
        return Plot.path(kind(i), points).add(Tag.of("title").text(name(i)));
    }

    private String kind(int i) {
        return "curve" + (ranked.get(i).onFrontier() ? " leads" : "") + (i == 0 ? " first" : "");
    }

    private String name(int i) {
        return (i + 1) + "  " + StudyWords.shape(ranked.get(i));
    }

    private List<Tag> budget() {
        double x = x(said.search().budgetJ());
        return List.of(
                Svg.line("budget", x, 0, x, 1),
                Svg.text("tick last strong", x, 0, -6, 12, words.say("search.budget", said.budget())));
    }

    /** A label at the right edge for each line that has points, with a thin line that leads to it. */
    private List<Tag> labels() {
        var ends = IntStream.range(0, ranked.size())
                .filter(i -> ranked.get(i).curve().stream().anyMatch(this::isSeen))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> end(i)[1]))
                .toList();
        double[] at = spread(ends.stream().mapToDouble(i -> end(i)[1]).toArray());
        var labels = new ArrayList<Tag>();
        for (int k = 0; k < at.length; k++) {
            int i = ends.get(k);
            labels.add(Svg.line("leader", end(i)[0], end(i)[1], 1.015, at[k]));
            String classes = "tick first" + (ranked.get(i).onFrontier() ? " strong" : "");
            labels.add(Svg.text(classes, 1.015, at[k], 5, 4, String.valueOf(i + 1))
                    .add(Tag.of("tspan", "wide-only").attr("dx", "6").text(StudyWords.shape(ranked.get(i)))));
        }
        return labels;
    }

    private double[] end(int i) {
        return place(ranked.get(i).curve().getLast());
    }

    /** {@return places in the same order, near the given ones, that leave each other room and stay in the picture} */
    static double[] spread(double[] wanted) {
        double[] places = wanted.clone();
        for (int i = 1; i < places.length; i++) {
            places[i] = Math.max(places[i], places[i - 1] + LABEL);
        }
        double over = places.length == 0 ? 0 : Math.max(0, places[places.length - 1] - 1);
        for (int i = places.length - 1; i >= 0 && over > 0; i--) {
            double most = i == places.length - 1 ? 1 : places[i + 1] - LABEL;
            places[i] = Math.min(places[i], most);
        }
        return places;
    }
}
