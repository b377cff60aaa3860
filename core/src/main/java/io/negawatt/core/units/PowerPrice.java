package io.negawatt.core.units;

/**
 * What a kilowatt costs, as demand charges are told by the month.
 *
 * @param perKw price of a kilowatt, finite and at least 0
 * @param currency ISO 4217 code, such as {@code CNY}
 */
public record PowerPrice(double perKw, String currency) {
    public PowerPrice {
        Amounts.nonNegative("a price of power", perKw, currency + "/kW");
        Amounts.currency(currency);
    }

    /** {@return what {@code power} costs} */
    public Money of(Power power) {
        return new Money(perKw * power.watts() / 1000, currency);
    }

    /** {@return the price of a kilowatt, such as {@code 40.0 CNY/kW}} */
    @Override
    public String toString() {
        return QuantityPrinter.powerPrice(perKw, currency);
    }
}
