package io.negawatt.core.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How figures are written: significant digits, plain decimals, a true minus sign, one place for it all. */
public final class Numbers {
    private Numbers() {}

    private static final double LARGEST_PLAIN = 1e15;
    private static final double SMALLEST_PLAIN = 1e-6;

    /**
     * {@return {@code value} rounded to {@code digits} significant digits, trailing zeros kept, such as {@code 12.70}; with an
     * exponent from 1e15 on and below 1e−6, a dash where it is no number}
     */
    public static String significant(double value, int digits) {
        if (!Double.isFinite(value)) {
            return "—";
        }
        if (value == 0) {
            return "0";
        }
        var rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_UP));
        int exponent = rounded.precision() - rounded.scale() - 1;
        double size = rounded.abs().doubleValue();
        String text = size >= LARGEST_PLAIN || size < SMALLEST_PLAIN
                ? rounded.movePointLeft(exponent).setScale(digits - 1, RoundingMode.UNNECESSARY) + "e" + exponent
                : rounded.setScale(Math.max(0, digits - 1 - exponent), RoundingMode.UNNECESSARY)
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
