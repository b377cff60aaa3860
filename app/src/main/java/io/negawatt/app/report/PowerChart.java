package io.negawatt.app.report;

import java.util.ArrayList;
import java.util.List;

/** Power over time as a pile of areas, one a component, with what is not known hatched from bottom to top. */
final class PowerChart {
    private static final double SIDE = 1000;
    private static final double HEADROOM = 1.06;
    private static final int TICKS = 4;

    private final View view;
    private final Stack stack;
    private final TimeAxis time;
    private final FigureUnit unit;
    private final Scale power;

    PowerChart(View view, Stack stack) {
        this.view = view;
        this.stack = stack;
        this.time = TimeAxis.of(stack.lengthS());
        double most = Math.max(stack.mostW() * HEADROOM, 1e-3);
        this.unit = FigureUnit.ofPowerW(most);
        this.power = Scale.upTo(most / unit.size(), TICKS);
    }

    Tag draw() {
        String hatch = view.id("hatch");
        return Tag.of("div", "plot-box")
                .add(Svg.picture("plot", description())
                        .add(Svg.hatch(hatch))
                        .addAll(powerAxis())
                        .add(areas())
                        .addAll(gaps(hatch))
                        .addAll(timeAxis())
                        .addAll(marks()));
    }

    private String description() {
        var figures = view.figures();
        String mean = stack.meanW().isPresent() ? figures.power(stack.meanW().getAsDouble()) : "—";
        return view.say("power.label", figures.duration(stack.lengthS()), mean, figures.power(stack.mostW()));
    }

    private List<Tag> powerAxis() {
        var axis = new ArrayList<Tag>();
        for (double tick : power.ticks()) {
            double y = 1 - power.at(tick);
            boolean top = tick == power.ticks().getLast();
            axis.add(Svg.line("grid", 0, y, 1, y));
            axis.add(Svg.text("tick last", 0, y, -8, 4, Terse.number(tick) + (top ? " " + unit.symbol() : "")));
        }
        return axis;
    }

    private List<Tag> timeAxis() {
        var axis = new ArrayList<Tag>();
        var ticks = time.scale().ticks();
        for (int i = 0; i < ticks.size(); i++) {
            double x = time.scale().at(ticks.get(i));
            String text = i == 0 ? view.say("length." + time.unit(), "0") : Terse.number(ticks.get(i));
            String classes = "tick" + (i == 0 ? " first" : x > 0.985 ? " last" : "") + (i % 2 == 1 ? " spare" : "");
            axis.add(Svg.text(classes, x, 1, 0, 18, text));
        }
        return axis;
    }

    private Tag areas() {
        var inner = Tag.of("svg")
                .attr("width", "100%")
                .attr("height", "100%")
                .attr("viewBox", "0 0 1000 1000")
                .attr("preserveAspectRatio", "none");
        for (int line = 0; line < stack.lines().size(); line++) {
            var component = stack.lines().get(line).component();
            inner.add(Tag.of("path", "area " + View.color(component)).attr("d", outline(line)));
        }
        return inner;
    }

    /** The area of a line: along the top of each run of steps that have a figure, and back along the pile below it. */
    private String outline(int line) {
        var path = new StringBuilder();
        int step = 0;
        while (step < stack.steps()) {
            int end = step;
            while (end < stack.steps() && !Double.isNaN(stack.watts(line, end))) {
                end++;
            }
            if (end > step) {
                run(line, step, end, path);
            }
            step = end + 1;
        }
        return path.toString();
    }

    private void run(int line, int from, int end, StringBuilder path) {
        path.append('M').append(x(from)).append(' ').append(y(stack.below(line, from)));
        for (int step = from; step < end; step++) {
            path.append('V').append(y(stack.below(line, step) + stack.watts(line, step)));
            path.append('H').append(x(step + 1));
        }
        for (int step = end - 1; step >= from; step--) {
            path.append('V').append(y(stack.below(line, step)));
            path.append('H').append(x(step));
        }
        path.append('Z');
    }

    private List<Tag> gaps(String hatch) {
        var gaps = new ArrayList<Tag>();
        int step = 0;
        while (step < stack.steps()) {
            int end = step;
            while (end < stack.steps() && stack.gaps().get(end)) {
                end++;
            }
            if (end > step) {
                double x = (double) step / stack.steps();
                var rect = Svg.rect("gap", x, 0, (double) (end - step) / stack.steps(), 1);
                String length = view.figures().duration((end - step) * stack.stepS());
                gaps.add(rect.attr("fill", "url(#" + hatch + ")")
                        .add(Tag.of("title").text(view.say("power.gap", length))));
            }
            step = end + 1;
        }
        return gaps;
    }

    private List<Tag> marks() {
        var marks = new ArrayList<Tag>();
        stack.meanW().ifPresent(mean -> {
            double y = 1 - power.at(mean / unit.size());
            marks.add(Svg.line("mean", 0, y, 1, y));
        });
        int peak = stack.peakStep();
        if (peak >= 0) {
            double y = 1 - power.at(stack.total(peak) / unit.size());
            marks.add(Svg.dot("peak", (peak + 0.5) / stack.steps(), y, "4"));
        }
        return marks;
    }

    private String x(int step) {
        return Svg.plain(SIDE * step / stack.steps(), 1);
    }

    private String y(double watts) {
        return Svg.plain(SIDE * (1 - power.at(watts / unit.size())), 1);
    }
}
