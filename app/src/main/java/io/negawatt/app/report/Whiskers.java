package io.negawatt.app.report;

import io.negawatt.core.units.Interval;
import java.util.List;
import java.util.stream.IntStream;

/** Figures with their intervals along one logarithmic axis, one drawing a row, so that they line up with the row's text. */
public final class Whiskers {
    private static final double WIDEST = 1e7;
    private static final int MOST_LABELS = 4;
    private static final double NARROW_PX = 120;
    private static final double LETTER_PX = 6.5;
    private static final double APART_PX = 6;

    private final FigureUnit unit;
    private final Scale scale;

    private Whiskers(FigureUnit unit, Scale scale) {
        this.unit = unit;
        this.scale = scale;
    }

    /** {@return the axis on which all {@code values} above 0 fit} */
    static Whiskers over(List<Interval> values, FigureUnit unit) {
        var shown = values.stream()
                .filter(v -> v.mid() > 0)
                .map(v -> v.times(1 / unit.size()))
                .toList();
        double most = shown.stream()
                .mapToDouble(v -> Double.isFinite(v.high()) ? v.high() : v.mid())
                .max()
                .orElse(1);
        double least = shown.stream()
                .mapToDouble(v -> v.low() > 0 ? v.low() : v.mid())
                .filter(v -> v >= most / WIDEST)
                .min()
                .orElse(most);
        return new Whiskers(unit, Scale.logarithmic(least, most));
    }

    /** {@return one row: grid lines, and the figure with its whisker where it is above 0} */
    Tag row(Interval value, String color) {
        var row = Svg.ornament("track").addAll(grid());
        if (value.mid() > 0) {
            draw(
                    row,
                    color,
                    scale.at(value.low() / unit.size()),
                    scale.at(value.mid() / unit.size()),
                    scale.at(value.high() / unit.size()));
        }
        return row;
    }

    /** Draws a figure and its whisker at these parts of the drawing's width. */
    public static void draw(Tag row, String color, double low, double mid, double high) {
        if (low < high) {
            row.add(Svg.line("whisker " + color, low, 0.5, high, 0.5));
            row.add(Svg.line("whisker " + color, low, 0.38, low, 0.62));
            row.add(Svg.line("whisker " + color, high, 0.38, high, 0.62));
        }
        row.add(Svg.dot("fill " + color, mid, 0.5, "4.5"));
    }

    /** {@return the row of labels below the rows; where there is little room only the first and the last of them show} */
    Tag labels() {
        var ticks = scale.ticks();
        var named = named(ticks);
        var row = Svg.ornament("track axis");
        for (double tick : named) {
            boolean atEnd = tick == named.getFirst() || tick == named.getLast();
            String anchor = tick == ticks.getFirst() ? " first" : tick == ticks.getLast() ? " last" : "";
            String classes = "tick" + anchor + (atEnd ? "" : " spare");
            row.add(Svg.text(classes, scale.at(tick), 0, 0, 14, Terse.number(tick)));
        }
        return row;
    }

    /** As many labels as there is room for: all, or the decades, or every second or third of them from the last. */
    private List<Double> named(List<Double> ticks) {
        if (ticks.size() <= MOST_LABELS && fits(ticks)) {
            return ticks;
        }
        var decades = ticks.stream().filter(Whiskers::isDecade).toList();
        return IntStream.rangeClosed(1, Math.max(1, decades.size()))
                .mapToObj(step -> every(decades, step))
                .filter(this::fits)
                .findFirst()
                .orElse(List.of(ticks.getFirst(), ticks.getLast()));
    }

    private static List<Double> every(List<Double> decades, int step) {
        return IntStream.range(0, decades.size())
                .filter(i -> (decades.size() - 1 - i) % step == 0)
                .mapToObj(decades::get)
                .toList();
    }

    /** {@return whether no label of these runs into the next where the drawing is as narrow as it gets on a desk} */
    private boolean fits(List<Double> labels) {
        return IntStream.range(1, labels.size()).allMatch(i -> {
            int letters = Terse.number(labels.get(i - 1)).length()
                    + Terse.number(labels.get(i)).length();
            double apartPx = (scale.at(labels.get(i)) - scale.at(labels.get(i - 1))) * NARROW_PX;
            return apartPx >= letters / 2.0 * LETTER_PX + APART_PX;
        });
    }

    private static boolean isDecade(double tick) {
        double exponent = Math.log10(tick);
        return Math.abs(exponent - Math.rint(exponent)) < 1e-6;
    }

    private List<Tag> grid() {
        return scale.ticks().stream()
                .map(tick -> Svg.line("grid", scale.at(tick), 0, scale.at(tick), 1))
                .toList();
    }
}
