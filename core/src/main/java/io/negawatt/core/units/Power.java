package io.negawatt.core.units;

import java.time.Duration;

/**
 * A rate of energy.
 *
 * @param watts power in W, finite and at least 0
 */
public record Power(double watts) {
    private static final double SECONDS_PER_NANOSECOND = 1e-9;

    public Power {
        Amounts.nonNegative("a power", watts, "W");
    }

    public static Power ofWatts(double watts) {
        return new Power(watts);
    }

    public Power plus(Power other) {
        return new Power(watts + other.watts);
    }

    /** {@return this times a number of at least 0, such as a count of devices} */
    public Power times(double factor) {
        return new Power(watts * factor);
    }

    /** {@return the energy that this power makes in {@code time}} */
    public Energy over(Duration time) {
        return new Energy(watts * (time.getSeconds() + time.getNano() * SECONDS_PER_NANOSECOND));
    }

    /** {@return the power with its prefix, such as {@code 612 W}} */
    @Override
    public String toString() {
        return QuantityPrinter.watts(watts);
    }
}
