package io.negawatt.app.study;

import io.negawatt.app.report.FigureUnit;
import io.negawatt.app.report.Scale;
import io.negawatt.app.report.Svg;
import io.negawatt.app.report.Tag;
import io.negawatt.app.study.ScalingFit.Predicted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Energy of a token over the number of workers: the terms of the fit as a pile each, what was measured as dots. */
final class EnergyChart {
    private static final int MOST_PILES = 16;
    private static final double WIDTH = 0.62;
    /** The piles are those of the largest batch, so that what was measured with another stands beside them. */
    private static final double BESIDE = 0.42;

    private static final double HEADROOM = 1.1;
    private static final int TICKS = 5;

    private final StudyWords words;
    private final ScalingFit fit;
    private final List<ScalingPoint> points;
    private final List<Predicted> shown;
    private final int mostRows;
    private final int mostMeasured;
    private final FigureUnit unit;
    private final Scale energy;

    EnergyChart(StudyWords words, StudyResult.Scaling scaling) {
        this.words = words;
        this.fit = scaling.fit();
        this.points = scaling.points();
        this.mostRows = points.stream().mapToInt(ScalingPoint::batchRows).max().orElse(0);
        this.mostMeasured =
                points.stream().mapToInt(ScalingPoint::workers).max().orElse(0);
        this.shown = shown(fit, mostMeasured);
        double mostJ = HEADROOM
                * DoubleStream.concat(
                                shown.stream().mapToDouble(Predicted::jPerToken),
                                points.stream().mapToDouble(ScalingPoint::jPerToken))
                        .max()
                        .orElse(1);
        this.unit = FigureUnit.ofUnitEnergyJ(mostJ);
        this.energy = Scale.upTo(mostJ / unit.size(), TICKS);
    }

    /** {@return all numbers of workers; where they are many, those that were measured, the least, and powers of two} */
    private static List<Predicted> shown(ScalingFit fit, int mostMeasured) {
        if (fit.predicted().size() <= MOST_PILES) {
            return fit.predicted();
        }
        return fit.predicted().stream()
                .filter(each -> each.workers() <= mostMeasured
                        || each.workers() == fit.leastEnergyWorkers()
                        || Integer.bitCount(each.workers()) == 1)
                .toList();
    }

    FigureUnit unit() {
        return unit;
    }

    Tag draw() {
        var picture =
                Svg.picture("plot", words.say("scaling.label", sentence())).addAll(best());
        picture.addAll(Plot.left(energy));
        IntStream.range(0, shown.size()).forEach(i -> picture.addAll(pile(i)).addAll(labels(i)));
        return Tag.of("div", "plot-box energy").add(picture.addAll(measured()));
    }

    private String sentence() {
        return StudyWords.energy(fit.at(fit.leastEnergyWorkers()).jPerToken());
    }

    private double middle(int i) {
        return (i + 0.5) / shown.size();
    }

    private double height(double joules) {
        return energy.at(joules / unit.size());
    }

    /** A band behind the number that uses the least. */
    private List<Tag> best() {
        return IntStream.range(0, shown.size())
                .filter(i -> isLeast(i))
                .mapToObj(i -> Svg.rect("best", (double) i / shown.size(), 0, 1.0 / shown.size(), 1))
                .toList();
    }

    private boolean isLeast(int i) {
        return shown.get(i).workers() == fit.leastEnergyWorkers();
    }

    private List<Tag> pile(int i) {
        var predicted = shown.get(i);
        String kind = predicted.workers() > mostMeasured ? "pile beyond " : "pile ";
        var pile = new ArrayList<Tag>();
        double belowJ = 0;
        for (var term : Term.values()) {
            double joules = term.joules(predicted);
            double top = height(belowJ + joules);
            var rect = Svg.rect(
                    kind + term.color(),
                    middle(i) - WIDTH / 2 / shown.size(),
                    1 - top,
                    WIDTH / shown.size(),
                    top - height(belowJ));
            pile.add(rect.add(Tag.of("title")
                    .text(words.say(
                            "scaling.pile",
                            predicted.workers(),
                            words.say("term." + term.key()),
                            StudyWords.energy(joules),
                            words.figures().percent(joules / predicted.jPerToken())))));
            belowJ += joules;
        }
        return pile;
    }

    private List<Tag> labels(int i) {
        var predicted = shown.get(i);
        boolean least = isLeast(i);
        String emphasis = least ? " most" : "";
        String spare = least ? "" : " spare";
        double top = 1 - height(highest(predicted));
        var labels = new ArrayList<Tag>();
        labels.add(Svg.text("tick" + emphasis, middle(i), 1, 0, 18, String.valueOf(predicted.workers())));
        labels.add(Svg.text("tick value" + emphasis + spare, middle(i), top, 0, -9, unit.three(predicted.jPerToken())));
        return labels;
    }

    /** The label stands above the pile, and above what was measured there. */
    private double highest(Predicted predicted) {
        return points.stream()
                .filter(point -> point.workers() == predicted.workers() && point.batchRows() == mostRows)
                .mapToDouble(ScalingPoint::jPerToken)
                .reduce(predicted.jPerToken(), Math::max);
    }

    private List<Tag> measured() {
        var dots = new ArrayList<Tag>();
        for (var point : points) {
            for (int i = 0; i < shown.size(); i++) {
                if (shown.get(i).workers() == point.workers()) {
                    dots.add(dot(point, i));
                }
            }
        }
        return dots;
    }

    private Tag dot(ScalingPoint point, int i) {
        boolean onPile = point.batchRows() == mostRows;
        double x = onPile ? middle(i) : middle(i) + BESIDE / shown.size();
        return Svg.dot(onPile ? "measured" : "measured fewer", x, 1 - height(point.jPerToken()), "4.5")
                .add(Tag.of("title")
                        .text(words.say(
                                "scaling.point",
                                point.workers(),
                                point.batchRows(),
                                StudyWords.energy(point.jPerToken()))));
    }
}
