package io.negawatt.core.units;

/**
 * Carbon that comes with a kilowatt-hour.
 *
 * @param gramsPerKwh intensity in g/kWh, finite and at least 0
 */
public record CarbonIntensity(double gramsPerKwh) {
    public CarbonIntensity {
        Amounts.nonNegative("a carbon intensity", gramsPerKwh, "g/kWh");
    }

    /** {@return the carbon of {@code energy}} */
    public CarbonMass of(Energy energy) {
        return new CarbonMass(gramsPerKwh * energy.kilowattHours());
    }

    /** {@return the intensity, such as {@code 550 g/kWh}} */
    @Override
    public String toString() {
        return QuantityPrinter.carbonIntensity(gramsPerKwh);
    }
}
