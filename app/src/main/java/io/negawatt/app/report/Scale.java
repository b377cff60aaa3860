package io.negawatt.app.report;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * An axis: where a value stands between its two ends, and the round values that get a label.
 *
 * @param from value at the start
 * @param to value at the end
 * @param form identity, or the logarithm of a logarithmic axis
 * @param ticks values with a label, rising
 */
public record Scale(double from, double to, DoubleUnaryOperator form, List<Double> ticks) {
    private static final int MANY_DECADES = 4;

    /** {@return an axis from 0 to a round value of at least {@code max}} */
    public static Scale upTo(double max, int ticks) {
        double step = roundUp(Math.max(max, 1e-9) / ticks);
        int count = (int) Math.ceil(max / step - 1e-9);
        return linear(Math.max(1, count) * step, step);
    }

    /** {@return an axis from 0 to exactly {@code max}, with labels every {@code step}} */
    public static Scale linear(double max, double step) {
        var ticks = IntStream.rangeClosed(0, (int) Math.floor(max / step + 1e-9))
                .mapToObj(i -> i * step)
                .toList();
        return new Scale(0, max, x -> x, ticks);
    }

    /** {@return an axis from a round value of at most {@code min} to one of at least {@code max}} */
    public static Scale between(double min, double max, int ticks) {
        double least = Math.max(1e-9, 1e-3 * Math.max(Math.abs(min), Math.abs(max)));
        double step = roundUp(Math.max(max - min, least) / ticks);
        int first = (int) Math.floor(min / step + 1e-9);
        int last = Math.max(first + 1, (int) Math.ceil(max / step - 1e-9));
        var all = IntStream.rangeClosed(first, last).mapToObj(i -> i * step).toList();
        return new Scale(all.getFirst(), all.getLast(), x -> x, all);
    }

    /** {@return a logarithmic axis that holds both values, both above 0, between two labels} */
    public static Scale logarithmic(double min, double max) {
        int first = (int) Math.floor(Math.log10(min) + 1e-9);
        int last = (int) Math.ceil(Math.log10(max) - 1e-9);
        boolean many = last - first > MANY_DECADES;
        var all = IntStream.rangeClosed(first, last)
                .boxed()
                .flatMapToDouble(e -> many ? DoubleStream.of(power(e, 1)) : DoubleStream.of(power(e, 1), power(e, 3)))
                .boxed()
                .toList();
        double low = all.stream().filter(t -> t <= min * 1.0001).reduce(all.getFirst(), Math::max);
        double high = all.stream().filter(t -> t >= max * 0.9999).reduce(all.getLast(), Math::min);
        double top = high > low ? high : low * 10;
        var ticks = all.stream().filter(t -> t >= low && t <= top).toList();
        return new Scale(low, top, Math::log10, ticks);
    }

    /** {@return where {@code value} stands, 0 at the start and 1 at the end; beyond the ends it stays there} */
    public double at(double value) {
        double clamped = Math.clamp(value, from, to);
        double start = form.applyAsDouble(from);
        return (form.applyAsDouble(clamped) - start) / (form.applyAsDouble(to) - start);
    }

    /** {@return the next of 1, 2, 2.5, 5, 10 … times a power of ten} */
    private static double roundUp(double value) {
        double decade = Math.pow(10, Math.floor(Math.log10(value)));
        for (double mantissa : new double[] {1, 2, 2.5, 5}) {
            if (value <= mantissa * decade * 1.0001) {
                return mantissa * decade;
            }
        }
        return 10 * decade;
    }

    private static double power(int exponent, int mantissa) {
        return Double.parseDouble(mantissa + "e" + exponent);
    }
}
