package io.negawatt.core.units;

/**
 * An amount of money; negative where it is received.
 *
 * @param amount amount in the currency's main unit, finite
 * @param currency ISO 4217 code, such as {@code CNY}
 */
public record Money(double amount, String currency) {
    public Money {
        Amounts.finite("an amount of money", amount, currency);
        Amounts.currency(currency);
    }

    /** {@return the sum; both are in the same currency} */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add %s and %s".formatted(currency, other.currency));
        }
        return new Money(amount + other.amount, currency);
    }

    public Money times(double factor) {
        return new Money(amount * factor, currency);
    }

    /** {@return the amount with its symbol or code, such as {@code ¥0.0125} or {@code 12.5 CHF}} */
    @Override
    public String toString() {
        return QuantityPrinter.money(amount, currency);
    }
}
