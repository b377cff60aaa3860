package io.negawatt.app.report;

import java.math.BigDecimal;
import java.math.MathContext;

/** Given figures, such as a price or a factor, as somebody gave them: without digits that were never there. */
public final class Terse {
    private Terse() {}

    /** {@return up to six significant digits, no trailing zeros, no exponent} */
    public static String number(double value) {
        return number(value, 6);
    }

    /** {@return up to three significant digits, no trailing zeros, no exponent} */
    public static String three(double value) {
        return number(value, 3);
    }

    private static String number(double value, int digits) {
        if (!Double.isFinite(value)) {
            return "—";
        }
        var rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        return rounded.toPlainString().replace('-', '−');
    }
}
