package io.negawatt.app.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Curves of a site over one axis of time, drawn as steps, and the hours below them. */
final class SitePlanChart {
    private static final double SIDE = 1000;
    private static final int TICKS = 3;
    /** Room beside the axis for names; the style sheet of the report leaves as much. */
    static final int SIDE_PX = 140;

    private static final List<Duration> STEPS = List.of(
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(2),
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofDays(60));
    private static final int MOST_TICKS = 10;

    private final Instant start;
    private final double stepS;
    private final int slots;
    private final ZoneId zone;

    SitePlanChart(Instant start, double stepS, int slots, ZoneId zone) {
        this.start = start;
        this.stepS = stepS;
        this.slots = slots;
        this.zone = zone;
    }

    /**
     * A curve.
     *
     * @param classes its color
     * @param filled whether the area below it is filled
     */
    record Curve(String classes, boolean filled, IntToDoubleFunction value) {}

    /** A line across, such as a contract. */
    record Limit(double value, String text) {}

    /** {@return a plot with its name and its unit beside the axis} */
    Tag draw(String label, String unit, String height, List<Curve> curves, List<Limit> limits) {
        double most = limits.stream().mapToDouble(Limit::value).max().orElse(0);
        double least = 0;
        for (var curve : curves) {
            for (int slot = 0; slot < slots; slot++) {
                most = Math.max(most, curve.value.applyAsDouble(slot));
                least = Math.min(least, curve.value.applyAsDouble(slot));
            }
        }
        var scale = Scale.between(least, Math.max(most, least + 1e-9), TICKS);
        var picture = Svg.picture("plot", label).attr("style", "height:" + height);
        for (double tick : scale.ticks()) {
            double y = 1 - scale.at(tick);
            picture.add(Svg.line("grid", 0, y, 1, y));
            picture.add(Svg.text("tick last", 0, y, -8, 4, Terse.three(tick)));
        }
        picture.add(Svg.text("tick first", 0, 0, -SIDE_PX, 4, label));
        picture.add(Svg.text("tick first", 0, 0, -SIDE_PX, 20, unit));
        picture.addAll(hours(1));
        picture.add(lines(curves, scale));
        for (var limit : limits) {
            double y = 1 - scale.at(limit.value);
            picture.add(Svg.line("mean", 0, y, 1, y).attr("style", "stroke:var(--bad)"));
            picture.add(Svg.text("tick last", 1, y, 0, -5, limit.text).attr("style", "fill:var(--bad)"));
        }
        return Tag.of("div", "plot-box").add(picture);
    }

    /** {@return the axis of time with its labels at a height} */
    List<Tag> hours(double y) {
        var tags = new ArrayList<Tag>();
        double lengthS = slots * stepS;
        var step = STEPS.stream()
                .filter(one -> lengthS / one.toSeconds() <= MOST_TICKS)
                .findFirst()
                .orElse(STEPS.getLast());
        var time = start.atZone(zone).truncatedTo(ChronoUnit.DAYS);
        var end = start.plusMillis(Math.round(lengthS * 1000));
        int label = 0;
        while (!time.toInstant().isAfter(end)) {
            double x = Duration.between(start, time.toInstant()).toMillis() / 1000.0 / lengthS;
            if (x >= 0) {
                boolean midnight = time.getHour() == 0;
                String text = DateTimeFormatter.ofPattern(midnight ? "MM-dd" : "HH:mm")
                        .format(time);
                tags.add(Svg.line("grid", x, 0, x, y));
                String classes =
                        "tick" + (x < 0.02 ? " first" : x > 0.98 ? " last" : "") + (label++ % 2 == 1 ? " spare" : "");
                tags.add(Svg.text(classes, x, y, 0, 16, text));
            }
            time = step.toHours() < 24 ? time.plus(step) : time.plusDays(step.toDays());
        }
        return tags;
    }

    private Tag lines(List<Curve> curves, Scale scale) {
        var inner = Tag.of("svg")
                .attr("width", "100%")
                .attr("height", "100%")
                .attr("viewBox", "0 0 1000 1000")
                .attr("preserveAspectRatio", "none");
        for (var curve : curves) {
            if (curve.filled) {
                inner.add(Tag.of("path", "area " + curve.classes)
                        .attr("d", steps(curve, scale) + "V%s H0Z".formatted(y(0, scale)))
                        .attr("style", "fill-opacity:.22"));
            }
            inner.add(Tag.of("path", curve.classes)
                    .attr("d", steps(curve, scale))
                    .attr("style", "fill:none;stroke:var(--c);stroke-width:1.6;vector-effect:non-scaling-stroke"));
        }
        return inner;
    }

    /** Long plans are drawn by as many steps as there are points on a page. */
    private String steps(Curve curve, Scale scale) {
        var path =
                new StringBuilder(curve.filled ? "M0 " + y(0, scale) : "M0 " + y(curve.value.applyAsDouble(0), scale));
        int bunch = Math.max(1, slots / 2000);
        for (int slot = 0; slot < slots; slot += bunch) {
            path.append('V').append(y(curve.value.applyAsDouble(slot), scale));
            path.append('H').append(Svg.plain(SIDE * Math.min(slots, slot + bunch) / slots, 1));
        }
        return path.toString();
    }

    private static String y(double value, Scale scale) {
        return Svg.plain(SIDE * (1 - scale.at(value)), 1);
    }

    /** {@return where a slot begins, of the width} */
    double x(int slot) {
        return Math.clamp((double) slot / slots, 0, 1);
    }
}
