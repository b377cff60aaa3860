package io.negawatt.core.units;

/**
 * A mass of emitted carbon dioxide, or of what warms as much; which of both is told by the factor behind it.
 *
 * @param grams amount in g, finite and at least 0
 */
public record CarbonMass(double grams) {
    public CarbonMass {
        Amounts.nonNegative("a carbon mass", grams, "g");
    }

    public CarbonMass plus(CarbonMass other) {
        return new CarbonMass(grams + other.grams);
    }

    /** {@return this times a number of at least 0} */
    public CarbonMass times(double factor) {
        return new CarbonMass(grams * factor);
    }

    /** {@return the amount with its prefix, such as {@code 8.30 g}} */
    @Override
    public String toString() {
        return QuantityPrinter.grams(grams);
    }
}
