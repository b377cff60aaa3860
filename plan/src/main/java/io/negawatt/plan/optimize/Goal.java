package io.negawatt.plan.optimize;

import java.util.Locale;

/** What a plan may save. */
public enum Goal {
    /** Average carbon, g. */
    CARBON,
    /** Marginal carbon, g. */
    MARGINAL,
    /** Money, in the currency of the price. */
    COST,
    /** The highest power of each zone, summed over the zones, W. */
    PEAK;

    /** {@return the name on the command line, such as {@code carbon}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
