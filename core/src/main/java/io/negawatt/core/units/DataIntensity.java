package io.negawatt.core.units;

/**
 * Energy that it takes to move a bit.
 *
 * @param joulesPerBit intensity in J/bit, finite and at least 0
 */
public record DataIntensity(double joulesPerBit) {
    public DataIntensity {
        Amounts.nonNegative("a data intensity", joulesPerBit, "J/bit");
    }

    /** {@return the energy that moves {@code data}} */
    public Energy of(DataSize data) {
        return new Energy(joulesPerBit * data.bits());
    }

    /** {@return the intensity with its prefix, such as {@code 10.0 nJ/bit}} */
    @Override
    public String toString() {
        return QuantityPrinter.dataIntensity(joulesPerBit);
    }
}
