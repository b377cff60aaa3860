package io.negawatt.app.desk;

import io.negawatt.core.units.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a kilowatt-hour means in each slot of a plan, as far as it is known, and else as it is forecast.
 *
 * @param values by slot
 * @param errors what forecasts of the same reach were off by on earlier days, by slot; 0 where the value is known; none where all
 *     values are
 */
record RateLine(List<Double> values, List<List<Double>> errors) {
    private static final double TAIL = 0.05;

    RateLine {
        values = List.copyOf(values);
        errors = List.copyOf(errors);
    }

    static RateLine constant(double value, int slots) {
        return new RateLine(java.util.Collections.nCopies(slots, value), List.of());
    }

    /** {@return the rates for arithmetic in bulk} */
    double[] toArray() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** {@return what so much energy in each slot comes to} */
    double of(double[] kwh) {
        return sum(kwh, values);
    }

    private static double sum(double[] kwh, List<Double> rates) {
        double sum = 0;
        for (int i = 0; i < kwh.length; i++) {
            sum += kwh[i] * rates.get(i);
        }
        return sum;
    }

    /** {@return the same under each of the errors of earlier days} */
    double[] under(double[] kwh) {
        double middle = of(kwh);
        return errors.stream().mapToDouble(it -> middle + sum(kwh, it)).toArray();
    }

    /** {@return a figure with the range that holds nine of ten of the figures of earlier days} */
    static Interval range(double middle, double[] others) {
        if (others.length == 0) {
            return Interval.exactly(middle);
        }
        double[] sorted = others.clone();
        Arrays.sort(sorted);
        int tail = (int) (TAIL * sorted.length);
        return new Interval(Math.min(middle, sorted[tail]), middle, Math.max(middle, sorted[sorted.length - 1 - tail]));
    }

    /** {@return what is saved by {@code now} against {@code before}, with its 90 % range} */
    Interval saved(double[] before, double[] now) {
        double[] less = new double[before.length];
        Arrays.setAll(less, i -> before[i] - now[i]);
        return range(of(less), under(less));
    }

    /** {@return the part that is saved, with its 90 % range; 0 of nothing} */
    Interval savedFraction(double[] before, double[] now) {
        double[] all = under(before);
        double[] left = under(now);
        double[] fractions = new double[all.length];
        Arrays.setAll(fractions, i -> fraction(all[i], left[i]));
        return range(fraction(of(before), of(now)), fractions);
    }

    private static double fraction(double before, double now) {
        return before > 0 ? (before - now) / before : 0;
    }

    /** {@return the mean of two fractions of one and the same plan, as if both were off on the same days} */
    static Interval mean(List<Interval> fractions) {
        ToDoubleFunction<ToDoubleFunction<Interval>> mean =
                part -> fractions.stream().mapToDouble(part).average().orElse(0);
        return new Interval(
                mean.applyAsDouble(Interval::low),
                mean.applyAsDouble(Interval::mid),
                mean.applyAsDouble(Interval::high));
    }
}
