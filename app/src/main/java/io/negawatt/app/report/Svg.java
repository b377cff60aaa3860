package io.negawatt.app.report;

import java.util.Locale;

/**
 * SVG in fractions of the drawing's width and height, so that one picture fits a wide page, a phone and a sheet of paper with
 * letters of the same size. Colors come from CSS classes, so that they follow the theme.
 */
public final class Svg {
    private Svg() {}

    /** {@return a drawing that fills its place; {@code label} says for those who cannot see it what it shows} */
    public static Tag picture(String classes, String label) {
        return Tag.of("svg", classes).attr("role", "img").attr("aria-label", label);
    }

    /** {@return a drawing that only repeats what the text beside it says} */
    public static Tag ornament(String classes) {
        return Tag.of("svg", classes).attr("aria-hidden", "true");
    }

    public static Tag line(String classes, double x1, double y1, double x2, double y2) {
        return Tag.of("line", classes)
                .attr("x1", percent(x1))
                .attr("y1", percent(y1))
                .attr("x2", percent(x2))
                .attr("y2", percent(y2));
    }

    public static Tag rect(String classes, double x, double y, double width, double height) {
        return Tag.of("rect", classes)
                .attr("x", percent(x))
                .attr("y", percent(y))
                .attr("width", percent(width))
                .attr("height", percent(height));
    }

    public static Tag dot(String classes, double x, double y, String radius) {
        return Tag.of("circle", classes)
                .attr("cx", percent(x))
                .attr("cy", percent(y))
                .attr("r", radius);
    }

    /** {@return text whose anchor is moved by {@code dx}, {@code dy} pixels} */
    public static Tag text(String classes, double x, double y, int dx, int dy, String text) {
        return Tag.of("text", classes)
                .attr("x", percent(x))
                .attr("y", percent(y))
                .attr("dx", Integer.toString(dx))
                .attr("dy", Integer.toString(dy))
                .text(text);
    }

    /** {@return the diagonal hatching that stands for what is not known; fill with {@code url(#id)}} */
    public static Tag hatch(String id) {
        var pattern = Tag.of("pattern")
                .attr("id", id)
                .attr("width", "6")
                .attr("height", "6")
                .attr("patternUnits", "userSpaceOnUse")
                .attr("patternTransform", "rotate(45)");
        var ground = Tag.of("rect", "hatch-ground").attr("width", "6").attr("height", "6");
        var stroke = Tag.of("line", "hatch-line")
                .attr("x1", "0")
                .attr("y1", "0")
                .attr("x2", "0")
                .attr("y2", "6");
        return Tag.of("defs").add(pattern.add(ground, stroke));
    }

    /** {@return {@code fraction} as a percentage with at most two decimals, such as {@code 12.5%}} */
    public static String percent(double fraction) {
        return plain(fraction * 100, 2) + "%";
    }

    /** {@return a number for a drawing, without needless zeros} */
    public static String plain(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        String shorter = text.replaceFirst("\\.?0+$", "");
        return text.indexOf('.') < 0 ? text : shorter.equals("-0") ? "0" : shorter;
    }
}
