package io.negawatt.app.report;

import io.negawatt.core.meter.Tier;
import java.util.List;
import java.util.stream.IntStream;

/** How a figure was got, as five steps that fill up with its quality: readable without color. */
public final class TierGlyph {
    private static final int STEPS = Tier.values().length;

    private TierGlyph() {}

    /** {@return the glyph and the name of the tier} */
    public static Tag of(Tier tier, Page page) {
        return Tag.of("span", "tier")
                .add(glyph(tier), Tag.of("span", "tier-name").text(page.tier(tier)));
    }

    /** {@return the glyph alone, its name for those who point at it or listen} */
    public static Tag alone(Tier tier, Page page) {
        return Tag.of("span", "tier")
                .attr("title", page.tier(tier))
                .add(glyph(tier), Tag.of("span", "vh").text(page.tier(tier)));
    }

    private static Tag glyph(Tier tier) {
        int filled = STEPS - List.of(Tier.values()).indexOf(tier);
        return Svg.ornament("glyph")
                .attr("viewBox", "0 0 17 11")
                .addAll(IntStream.range(0, STEPS)
                        .mapToObj(i -> step(i, i < filled))
                        .toList());
    }

    private static Tag step(int index, boolean filled) {
        double rise = (index + 1) * 1.7;
        return Tag.of("rect", filled ? "on" : "off")
                .attr("x", Svg.plain(index * 3.5, 1))
                .attr("y", Svg.plain(9 - rise, 1))
                .attr("width", "2.4")
                .attr("height", Svg.plain(rise + 2, 1))
                .attr("rx", "0.7");
    }
}
