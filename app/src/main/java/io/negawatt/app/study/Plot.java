package io.negawatt.app.study;

import io.negawatt.app.report.Scale;
import io.negawatt.app.report.Svg;
import io.negawatt.app.report.Tag;
import io.negawatt.app.report.Terse;
import java.util.ArrayList;
import java.util.List;

/** What the pictures of a study share: the scale at the left with its lines, and lines through points. */
final class Plot {
    private static final double SIDE = 1000;

    private Plot() {}

    /** {@return grid lines and labels of the values at the left} */
    static List<Tag> left(Scale scale) {
        var axis = new ArrayList<Tag>();
        for (double tick : scale.ticks()) {
            double y = 1 - scale.at(tick);
            axis.add(Svg.line("grid", 0, y, 1, y));
            axis.add(Svg.text("tick last", 0, y, -8, 4, Terse.number(tick)));
        }
        return axis;
    }

    /** {@return a drawing within the drawing, in which lines are drawn in thousandths of both sides} */
    static Tag thousandths() {
        return Tag.of("svg")
                .attr("width", "100%")
                .attr("height", "100%")
                .attr("viewBox", "0 0 1000 1000")
                .attr("preserveAspectRatio", "none");
    }

    /**
     * {@return a line through points}
     *
     * @param points across and from above, in fractions of the drawing
     */
    static Tag path(String classes, List<double[]> points) {
        var path = new StringBuilder();
        for (double[] point : points) {
            path.append(path.isEmpty() ? "M" : "L")
                    .append(Svg.plain(SIDE * point[0], 1))
                    .append(' ')
                    .append(Svg.plain(SIDE * point[1], 1));
        }
        return Tag.of("path", classes).attr("d", path.toString());
    }
}
