package io.negawatt.core.units;

import java.util.Collection;

/**
 * A figure and how sure it is: the range that holds the true value nine times out of ten. The unit is that of the name that
 * carries it, such as {@code energyJ}.
 *
 * @param low lower end, at most {@code mid}
 * @param mid the figure itself
 * @param high upper end, at least {@code mid}
 */
public record Interval(double low, double mid, double high) {
    public static final Interval ZERO = exactly(0);

    public Interval {
        if (!(low <= mid && mid <= high) || !Double.isFinite(mid)) {
            throw new IllegalArgumentException(
                    "an interval needs low <= mid <= high, but got %s, %s, %s".formatted(low, mid, high));
        }
    }

    /** {@return a figure that has no error, such as a count} */
    public static Interval exactly(double value) {
        return new Interval(value, value, value);
    }

    /** {@return {@code value} ± {@code fraction} of it; {@code 0.02} for 2 %} */
    public static Interval within(double value, double fraction) {
        double half = Math.abs(value) * fraction;
        return new Interval(value - half, value, value + half);
    }

    /** {@return {@code value} with the range {@code value / factor} to {@code value · factor}, for what is known by its order only} */
    public static Interval byFactor(double value, double factor) {
        return new Interval(value / factor, value, value * factor);
    }

    /** {@return this times a constant that is known exactly and is not negative} */
    public Interval times(double constant) {
        return new Interval(low * constant, mid * constant, high * constant);
    }

    /** {@return the sum with a figure whose error has the same cause: the ends add} */
    public Interval plusCorrelated(Interval other) {
        return new Interval(low + other.low, mid + other.mid, high + other.high);
    }

    /** {@return the sum with a figure whose error is independent: the half-widths add as squares, each side apart} */
    public Interval plus(Interval other) {
        double sum = mid + other.mid;
        // The ends of the correlated sum bound those of the independent one; rounding must not push past them, below 0
        // above all.
        return new Interval(
                Math.max(low + other.low, sum - Math.hypot(mid - low, other.mid - other.low)),
                sum,
                Math.min(high + other.high, sum + Math.hypot(high - mid, other.high - other.mid)));
    }

    /** {@return the sum of figures whose errors are independent} */
    public static Interval sum(Collection<Interval> parts) {
        return parts.stream().reduce(ZERO, Interval::plus);
    }

    /**
     * {@return the product with a figure whose error is independent}
     *
     * <p>Errors of a product are relative, so the logarithms of the ends add as squares; a range that reaches zero has no
     * logarithm, and there the ends multiply, which is wider. Neither figure may be negative.
     */
    public Interval times(Interval other) {
        double product = mid * other.mid;
        if (low < 0 || other.low < 0) {
            throw new IllegalArgumentException(
                    "a product of intervals needs figures of at least 0, got %s and %s".formatted(this, other));
        }
        if (product == 0 || low == 0 || other.low == 0) {
            return new Interval(low * other.low, product, high * other.high);
        }
        double down = Math.hypot(Math.log(mid / low), Math.log(other.mid / other.low));
        double up = Math.hypot(Math.log(high / mid), Math.log(other.high / other.mid));
        return new Interval(
                Math.min(product, product * Math.exp(-down)), product, Math.max(product, product * Math.exp(up)));
    }

    /** {@return the same figure with the upper end raised by {@code amount}, for what may be missing but cannot be too much} */
    public Interval raiseHigh(double amount) {
        return new Interval(low, mid, high + amount);
    }

    /** {@return the larger half-width as a fraction of the figure; 0 for a figure of 0} */
    public double relativeHalfWidth() {
        return mid == 0 ? 0 : Math.max(mid - low, high - mid) / Math.abs(mid);
    }

    /** {@return how wide it is, in words for people; see {@link Spread}} */
    public Spread spread() {
        return Spread.of(this);
    }

    @Override
    public String toString() {
        return "%s [%s, %s]".formatted(mid, low, high);
    }
}
