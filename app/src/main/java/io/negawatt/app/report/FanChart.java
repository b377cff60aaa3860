package io.negawatt.app.report;

import io.negawatt.plan.forecast.Quantiles;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.IntStream;

/** What was, and the fan of what is to come: the 50 % range in the 90 % range around the middle. Gaps stay open. */
final class FanChart {
    private static final double SIDE = 1000;
    private static final int TICKS = 4;

    private final ForecastView view;
    private final Quantiles issue;
    private final int from;
    private final int end;
    private final double low;
    private final Scale scale;

    FanChart(ForecastView view, Quantiles issue, int from) {
        this.view = view;
        this.issue = issue;
        this.from = from;
        this.end = view.target(issue, issue.values().length);
        double[] shown = IntStream.range(from, end)
                .filter(view::isKnown)
                .mapToDouble(view::actual)
                .toArray();
        double least = IntStream.range(0, issue.values().length)
                .mapToDouble(step -> issue.values()[step][Quantiles.LOW])
                .min()
                .orElse(0);
        double most = IntStream.range(0, issue.values().length)
                .mapToDouble(step -> issue.values()[step][Quantiles.HIGH])
                .max()
                .orElse(1);
        for (double value : shown) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        this.low = Math.min(0, least);
        this.scale = Scale.upTo(most - low, TICKS);
    }

    Tag draw(String label) {
        var picture = Svg.picture("plot", label);
        for (double tick : scale.ticks()) {
            double y = 1 - scale.at(tick);
            picture.add(Svg.line("grid", 0, y, 1, y));
            picture.add(Svg.text("tick last", 0, y, -8, 4, axis(low + tick)));
        }
        picture.add(curves());
        double now = (double) (issue.issued() - from) / (end - from);
        picture.add(Svg.line("mean", now, 0, now, 1));
        picture.add(Svg.text("tick first", 0, 1, 0, 16, when(from)));
        picture.add(Svg.text("tick", now, 1, 0, 16, when(issue.issued())));
        picture.add(Svg.text("tick last", 1, 1, 0, 16, when(end)));
        return Tag.of("div", "plot-box").add(picture);
    }

    private static String axis(double value) {
        return Math.abs(value) >= 1_000 ? Figures.grouped(value, 0) : Terse.number(value);
    }

    /** {@return month, day, hour and minute of a step, UTC} */
    private String when(int index) {
        return DateTimeFormatter.ofPattern("MM-dd HH:mm")
                .format(view.time(index).atOffset(ZoneOffset.UTC));
    }

    private Tag curves() {
        var inner = Tag.of("svg")
                .attr("width", "100%")
                .attr("height", "100%")
                .attr("viewBox", "0 0 1000 1000")
                .attr("preserveAspectRatio", "none");
        inner.add(band(Quantiles.LOW, Quantiles.HIGH, "0.25"));
        inner.add(band(Quantiles.MIDDLE - 1, Quantiles.MIDDLE + 1, "0.55"));
        inner.add(curve("c-part", middle()));
        return inner.add(curve("c-total", actual()));
    }

    private Tag band(int lower, int upper, String opacity) {
        var path = new StringBuilder();
        int steps = issue.values().length;
        for (int step = 0; step < steps; step++) {
            path.append(step == 0 ? 'M' : 'L')
                    .append(x(view.target(issue, step)))
                    .append(' ')
                    .append(y(issue.values()[step][upper]));
        }
        for (int step = steps - 1; step >= 0; step--) {
            path.append('L').append(x(view.target(issue, step))).append(' ').append(y(issue.values()[step][lower]));
        }
        return Tag.of("path", "area c-part")
                .attr("d", path.append('Z').toString())
                .attr("style", "fill-opacity:" + opacity);
    }

    private static Tag curve(String color, String path) {
        return Tag.of("path", color)
                .attr("d", path)
                .attr("style", "fill:none;stroke:var(--c);stroke-width:1.8;vector-effect:non-scaling-stroke");
    }

    private String middle() {
        var path = new StringBuilder();
        for (int step = 0; step < issue.values().length; step++) {
            path.append(step == 0 ? 'M' : 'L')
                    .append(x(view.target(issue, step)))
                    .append(' ')
                    .append(y(issue.values()[step][Quantiles.MIDDLE]));
        }
        return path.toString();
    }

    private String actual() {
        var path = new StringBuilder();
        for (int i = from; i < end; i++) {
            if (view.isKnown(i)) {
                path.append(i == from || !view.isKnown(i - 1) ? 'M' : 'L')
                        .append(x(i))
                        .append(' ')
                        .append(y(view.actual(i)));
            }
        }
        return path.toString();
    }

    private String x(int index) {
        return Svg.plain(SIDE * (index - from + 0.5) / (end - from), 1);
    }

    private String y(double value) {
        return Svg.plain(SIDE * (1 - scale.at(value - low)), 1);
    }
}
