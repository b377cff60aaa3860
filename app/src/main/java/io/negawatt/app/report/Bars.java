package io.negawatt.app.report;

/** A bar in a table cell: a part of a whole, or of the largest row. */
final class Bars {
    private Bars() {}

    /** {@return a bar of {@code fraction} of its cell} */
    static Tag of(double fraction, String color) {
        double width = Math.clamp(fraction, 0, 1);
        return Svg.ornament("bar")
                .add(rounded(Svg.rect("bar-ground", 0, 0, 1, 1)))
                .add(rounded(Svg.rect("fill " + color, 0, 0, width, 1)));
    }

    /** {@return a hatched bar, for what belongs to nobody} */
    static Tag hatched(double fraction, String hatchId) {
        double width = Math.clamp(fraction, 0, 1);
        return Svg.ornament("bar")
                .add(Svg.hatch(hatchId), rounded(Svg.rect("bar-ground", 0, 0, 1, 1)))
                .add(rounded(Svg.rect("hatched-bar", 0, 0, width, 1)).attr("fill", "url(#" + hatchId + ")"));
    }

    private static Tag rounded(Tag rect) {
        return rect.attr("rx", "3");
    }
}
