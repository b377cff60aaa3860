package io.negawatt.core.meter;

import java.util.Locale;

/** How a figure was got, the best first. */
public enum Tier {
    /** An electricity meter or a power sensor at the wall, in the rack or on the board. */
    METERED,
    /** A counter in the device that adds up its own energy, such as NVML's or RAPL's. */
    COUNTER,
    /** A metered figure that was split by somebody's use of the device. */
    ATTRIBUTED,
    /** Computed from what the device did and what the catalog says such a device draws. */
    MODELED,
    /** Assumed, because nothing is known here; a typical figure from the literature. */
    DEFAULT;

    /** {@return the name in files and options, such as {@code metered}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the weaker of two tiers: a figure is as good as the weakest it rests on} */
    public Tier weaker(Tier other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
