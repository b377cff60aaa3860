package io.negawatt.app.report;

import java.math.BigDecimal;
import java.math.MathContext;

/** Given figures, such as a price or a factor, as somebody gave them: without digits that were never there. */
final class Terse {
    private Terse() {}

    /** {@return up to six significant digits, no trailing zeros, no exponent} */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "—";
        }
        var rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
        return rounded.toPlainString().replace('-', '−');
    }
}
