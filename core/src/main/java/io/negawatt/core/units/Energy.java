package io.negawatt.core.units;

/**
 * An amount of energy.
 *
 * @param joules amount in joules, finite and at least 0
 */
public record Energy(double joules) {
    public static final Energy ZERO = new Energy(0);
    public static final double JOULES_PER_KWH = 3.6e6;

    public Energy {
        Amounts.nonNegative("an energy", joules, "J");
    }

    public static Energy ofJoules(double joules) {
        return new Energy(joules);
    }

    public static Energy ofKilowattHours(double kilowattHours) {
        return new Energy(kilowattHours * JOULES_PER_KWH);
    }

    public double kilowattHours() {
        return joules / JOULES_PER_KWH;
    }

    public Energy plus(Energy other) {
        return new Energy(joules + other.joules);
    }

    /** {@return this times a number of at least 0} */
    public Energy times(double factor) {
        return new Energy(joules * factor);
    }

    /** {@return the energy in Wh with its prefix, such as {@code 15.6 Wh} or {@code 12.7 kWh}} */
    @Override
    public String toString() {
        return QuantityPrinter.wattHours(joules);
    }
}
