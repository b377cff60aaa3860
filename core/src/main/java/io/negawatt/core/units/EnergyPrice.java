package io.negawatt.core.units;

/**
 * What a kilowatt-hour costs. Spot markets know negative prices; whoever needs a price of at least 0 asks for it.
 *
 * @param perKwh price of a kilowatt-hour, finite
 * @param currency ISO 4217 code, such as {@code CNY}
 */
public record EnergyPrice(double perKwh, String currency) {
    public EnergyPrice {
        Amounts.finite("a price", perKwh, currency + "/kWh");
        Amounts.currency(currency);
    }

    /** {@return what {@code energy} costs} */
    public Money of(Energy energy) {
        return new Money(perKwh * energy.kilowattHours(), currency);
    }

    /** {@return the price of a kilowatt-hour, such as {@code 0.620 CNY/kWh}} */
    @Override
    public String toString() {
        return QuantityPrinter.price(perKwh, currency);
    }
}
