package io.negawatt.app.report;

/** The mark of the program: a W with a minus above it. */
final class Logo {
    private Logo() {}

    static Tag draw() {
        var ground = Tag.of("rect", "logo-ground")
                .attr("width", "24")
                .attr("height", "24")
                .attr("rx", "6.5");
        var mark = Tag.of("path", "logo-mark").attr("d", "M5 9l3 6.5L12 9l4 6.5L19 9M9.5 5.7h5");
        return Svg.ornament("logo").attr("viewBox", "0 0 24 24").add(ground, mark);
    }
}
