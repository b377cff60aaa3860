package io.negawatt.core.catalog;

import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Interval;

/** Ranges as text: {@code 79.8 W [42.0–170]}, tiny ones with a prefix: {@code 24.0 pJ/bit}. */
final class Ranges {
    private static final String[] SMALLER = {"", "m", "µ", "n", "p", "f"};

    private Ranges() {}

    static String text(Interval value, String unit) {
        int prefix = unit.startsWith("J/") ? prefix(value.mid()) : 0;
        var shown = value.times(Math.pow(1000, prefix));
        String name = unit.equals("ratio") ? "" : " " + SMALLER[prefix] + unit;
        String mid = number(shown.mid()) + name;
        return value.low() == value.high()
                ? mid
                : "%s [%s–%s]".formatted(mid, number(shown.low()), number(shown.high()));
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Numbers.fixed(value, 0)
                : Numbers.significant(value, 3);
    }

    private static int prefix(double value) {
        int prefix = 0;
        for (double shown = value; shown > 0 && shown < 1 && prefix < SMALLER.length - 1; shown *= 1000) {
            prefix++;
        }
        return prefix;
    }
}
