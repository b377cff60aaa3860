package io.negawatt.core.units;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A unit, or a product or quotient of units.
 *
 * @param factor how much it is in the product of base units J, s, bit, g, L and money
 * @param dimension what it measures
 * @param currency ISO 4217 code where money is part of it; otherwise empty text
 */
record Unit(BigDecimal factor, Dimension dimension, String currency) {
    /** Digits of a quotient of units: far more than a double holds, so that rounding happens once, at the end. */
    private static final MathContext PRECISION = new MathContext(40);

    Unit times(Unit other) {
        return new Unit(factor.multiply(other.factor), dimension.times(other.dimension), currency + other.currency);
    }

    Unit per(Unit other) {
        return new Unit(
                factor.divide(other.factor, PRECISION), dimension.per(other.dimension), currency + other.currency);
    }
}
