package io.negawatt.core.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How figures are written: three significant digits, plain decimals, a true minus sign, one place for it all. */
public final class Numbers {
    private Numbers() {}

    /** {@return {@code value} rounded to {@code digits} significant digits, trailing zeros kept, such as {@code 12.70}} */
    public static String significant(double value, int digits) {
        if (!Double.isFinite(value)) {
            return "—";
        }
        if (value == 0) {
            return "0";
        }
        var rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_UP));
        int scale = digits - rounded.precision() + rounded.scale();
        String text = rounded.setScale(Math.max(0, Math.max(scale, 0)), RoundingMode.HALF_UP)
                .toPlainString();
        return text.replace('-', '−');
    }

    /** {@return {@code value} with exactly {@code decimals} decimal places} */
    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return "—";
        }
        return new BigDecimal(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString()
                .replace('-', '−');
    }
}
