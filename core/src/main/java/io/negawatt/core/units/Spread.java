package io.negawatt.core.units;

import io.negawatt.core.text.Numbers;
import java.util.Locale;

/**
 * How wide an interval is, in the shortest form that is true to its shape: nothing, {@code ± 2 %} where it is nearly
 * symmetric and no wider than its figure allows, {@code ×÷ 3} where it is right but for a factor, its ends where it is
 * lopsided.
 */
public sealed interface Spread {
    /** Widest half-width that is said in percent. */
    double WIDEST_PERCENT = 0.5;
    /** How much the two sides may differ, as a part of the wider one, to be said as one number. */
    double UNEVEN = 0.25;

    /** The figure has no error. */
    record None() implements Spread {
        @Override
        public String toString() {
            return "";
        }
    }

    /** Plus or minus a part of the figure; the wider of both sides. */
    record Percent(double fraction) implements Spread {
        @Override
        public String toString() {
            return "± " + short2(fraction * 100) + " %";
        }
    }

    /** The figure divided and multiplied by a number above 1; the larger of both sides. */
    record Factor(double factor) implements Spread {
        @Override
        public String toString() {
            return "×÷ " + short2(factor);
        }
    }

    /** The ends of the interval, in its own unit. */
    record Range(double low, double high) implements Spread {
        @Override
        public String toString() {
            return high == Double.POSITIVE_INFINITY ? "≥ " + short2(low) : short2(low) + "–" + short2(high);
        }
    }

    /** {@return the form that fits {@code interval}} */
    static Spread of(Interval interval) {
        double low = interval.low();
        double mid = interval.mid();
        double high = interval.high();
        if (low == high) {
            return new None();
        }
        double down = (mid - low) / Math.abs(mid);
        double up = (high - mid) / Math.abs(mid);
        if (mid != 0 && Math.max(down, up) <= WIDEST_PERCENT && even(down, up)) {
            return new Percent(Math.max(down, up));
        }
        if (low > 0 && high < Double.POSITIVE_INFINITY && even(Math.log(mid / low), Math.log(high / mid))) {
            return new Factor(Math.max(mid / low, high / mid));
        }
        return new Range(low, high);
    }

    private static boolean even(double down, double up) {
        return Math.abs(down - up) <= UNEVEN * Math.max(down, up);
    }

    /** {@return two significant digits without the zeros that say nothing} */
    private static String short2(double value) {
        String text = Numbers.significant(value, 2);
        return text.contains(".") && !text.toLowerCase(Locale.ROOT).contains("e")
                ? text.replaceFirst("\\.?0+$", "")
                : text;
    }
}
