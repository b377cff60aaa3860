package io.negawatt.plan.forecast;

import java.util.Arrays;

/**
 * Brings a series to a scale on which its errors are about equally large everywhere, and back: the logarithm where it stays
 * clear of 0, the square root where it reaches 0, and the inverse hyperbolic sine where it goes below, as is usual for
 * electricity prices (B. Uniejewski, R. Weron, F. Ziel, "Variance stabilizing transformations for electricity spot price
 * forecasting", IEEE Transactions on Power Systems, 2018).
 *
 * @param form how values are bent
 * @param center value that becomes 0; used by {@link Form#ASINH} alone
 * @param scale its unit there; for the logarithm, the least value that it is taken of
 */
record Stabilizer(Form form, double center, double scale) {
    enum Form {
        PLAIN,
        LOG,
        ROOT,
        ASINH
    }

    static final Stabilizer PLAIN = new Stabilizer(Form.PLAIN, 0, 1);

    /** A series whose hundredth part lies below this share of its median is near 0. */
    private static final double NEAR_ZERO = 0.05;
    /** Makes the median distance from the median that of a normal spread. */
    private static final double NORMAL = 1.4826;

    /** {@return the form that suits what is known of the series} */
    static Stabilizer of(History history) {
        var sorted = new double[history.issued()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = history.value(i);
        }
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        if (sorted[0] < 0) {
            var distances = Arrays.stream(sorted)
                    .map(value -> Math.abs(value - median))
                    .sorted()
                    .toArray();
            double spread = distances[distances.length / 2] * NORMAL;
            return spread > 0 ? new Stabilizer(Form.ASINH, median, spread) : PLAIN;
        }
        boolean clear = sorted[0] > 0 && sorted[sorted.length / 100] > NEAR_ZERO * median;
        return clear ? new Stabilizer(Form.LOG, 0, sorted[0] / 2) : new Stabilizer(Form.ROOT, 0, 1);
    }

    double to(double value) {
        return switch (form) {
            case PLAIN -> value;
            case LOG -> Math.log(Math.max(value, scale));
            case ROOT -> Math.sqrt(Math.max(value, 0));
            case ASINH -> asinh((value - center) / scale);
        };
    }

    double back(double bent) {
        return switch (form) {
            case PLAIN -> bent;
            case LOG -> Math.exp(bent);
            case ROOT -> bent <= 0 ? 0 : bent * bent;
            case ASINH -> Math.sinh(bent) * scale + center;
        };
    }

    private static double asinh(double x) {
        return Math.copySign(Math.log(Math.abs(x) + Math.hypot(x, 1)), x);
    }
}
