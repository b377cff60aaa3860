package io.negawatt.core.units;

/**
 * Water that is used for a kilowatt-hour.
 *
 * @param litersPerKwh intensity in L/kWh, finite and at least 0
 */
public record WaterIntensity(double litersPerKwh) {
    public WaterIntensity {
        Amounts.nonNegative("a water intensity", litersPerKwh, "L/kWh");
    }

    /** {@return the water for {@code energy}} */
    public WaterVolume of(Energy energy) {
        return new WaterVolume(litersPerKwh * energy.kilowattHours());
    }

    /** {@return the intensity, such as {@code 1.80 L/kWh}} */
    @Override
    public String toString() {
        return QuantityPrinter.waterIntensity(litersPerKwh);
    }
}
