package io.negawatt.app.study;

import io.negawatt.core.units.Interval;
import java.util.List;
import java.util.Locale;

/** What the seeds say of a technique. */
public enum Verdict {
    /** The whole interval of the ratio lies below 1. */
    SAVES,
    /** The whole interval lies above 1. */
    COSTS,
    /** The interval holds 1: the seeds show no difference. */
    NO_DIFFERENCE_SHOWN,
    /** Some training did not come to the target loss within its steps. */
    TARGET_NOT_REACHED;

    /** Two-sided 90 % points of Student's t for 1, 2, … degrees of freedom. */
    private static final double[] T_90 = {6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812};

    /** {@return the key of its text} */
    public String key() {
        return "study.verdict." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * {@return the mean ratio with its 90 % interval: Student's t over the logarithms of the ratios}
     *
     * @param ratios one for each seed, at least two
     */
    static Interval ratio(List<Double> ratios) {
        double[] logs = ratios.stream().mapToDouble(Math::log).toArray();
        int n = logs.length;
        double mean = 0;
        for (double log : logs) {
            mean += log / n;
        }
        double squares = 0;
        for (double log : logs) {
            squares += (log - mean) * (log - mean);
        }
        double half = T_90[Math.min(n - 2, T_90.length - 1)] * Math.sqrt(squares / (n - 1) / n);
        return new Interval(Math.exp(mean - half), Math.exp(mean), Math.exp(mean + half));
    }

    static Verdict of(Interval ratio) {
        if (ratio.high() < 1) {
            return SAVES;
        }
        return ratio.low() > 1 ? COSTS : NO_DIFFERENCE_SHOWN;
    }
}
