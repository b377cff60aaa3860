package io.negawatt.core.estimate;

import java.util.Locale;
import java.util.Map;

/**
 * How a device that was metered differs from what its datasheet promises, as a factor on one of the coefficients. The first
 * device of a calibration and one that nobody metered have none.
 */
public enum Trait {
    BANDWIDTH(1, 1.16),
    COMPUTE(1, 1.28),
    HOST(1, 1.65),
    SEQUENCE(1, 2.0),
    POWER(1, 1.28),
    IDLE(1, 1.35),
    /** Shortest step of a host that serves long answers from single devices, in s; no factor. */
    HOST_FLOOR_S(2e-2, 2.0);

    private final double priorMid;
    private final double priorSpread;

    Trait(double priorMid, double priorSpread) {
        this.priorMid = priorMid;
        this.priorSpread = priorSpread;
    }

    double priorMid() {
        return priorMid;
    }

    double priorSpread() {
        return priorSpread;
    }

    /** {@return the value of {@code trait} among those of a device} */
    static double of(Map<Trait, Double> traits, Trait trait) {
        return traits.getOrDefault(trait, trait.neutral());
    }

    /** {@return what holds for a device without traits} */
    double neutral() {
        return this == HOST_FLOOR_S ? 0 : 1;
    }

    /** {@return the word in files, such as {@code host-floor-s}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
