package io.negawatt.core.units;

/**
 * A volume of water.
 *
 * @param liters amount in L, finite and at least 0
 */
public record WaterVolume(double liters) {
    public WaterVolume {
        Amounts.nonNegative("a water volume", liters, "L");
    }

    public WaterVolume plus(WaterVolume other) {
        return new WaterVolume(liters + other.liters);
    }

    /** {@return this times a number of at least 0} */
    public WaterVolume times(double factor) {
        return new WaterVolume(liters * factor);
    }

    /** {@return the amount with its prefix, such as {@code 1.20 L}} */
    @Override
    public String toString() {
        return QuantityPrinter.liters(liters);
    }
}
