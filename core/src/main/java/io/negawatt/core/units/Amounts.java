package io.negawatt.core.units;

import java.util.regex.Pattern;

/** What the amounts of all quantities have in common. */
final class Amounts {
    private static final Pattern CURRENCY_CODE = Pattern.compile("[A-Z]{3}");

    private Amounts() {}

    /** {@return {@code amount}, which is finite and at least 0} */
    static double nonNegative(String what, double amount, String unit) {
        if (!(amount >= 0) || amount == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "%s is finite and at least 0 %s, but got %s %s".formatted(what, unit, amount, unit));
        }
        return amount;
    }

    /** {@return {@code amount}, which is finite} */
    static double finite(String what, double amount, String unit) {
        if (!Double.isFinite(amount)) {
            throw new IllegalArgumentException("%s is finite, but got %s %s".formatted(what, amount, unit));
        }
        return amount;
    }

    /** {@return {@code code}, which has the form of an ISO 4217 code} */
    static String currency(String code) {
        if (!CURRENCY_CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("a currency is an ISO 4217 code such as CNY, but got " + code);
        }
        return code;
    }
}
