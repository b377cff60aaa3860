package io.negawatt.app.report;

import java.util.List;

/**
 * The axis of time since the start: a unit that fits the length, and round steps in it.
 *
 * @param unit key of the unit's text, such as {@code min}
 * @param unitS length of the unit, in s
 * @param scale the axis, in units
 */
record TimeAxis(String unit, double unitS, Scale scale) {
    private static final int MOST_TICKS = 9;
    private static final List<Double> STEPS = List.of(
            0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 50.0, 100.0, 200.0);
    private static final double S_UP_TO = 150;
    private static final double MIN_UP_TO = 2.5 * 3600;
    private static final double H_UP_TO = 72 * 3600.0;

    static TimeAxis of(double lengthS) {
        if (lengthS <= S_UP_TO) {
            return of("s", 1, lengthS);
        }
        if (lengthS <= MIN_UP_TO) {
            return of("min", 60, lengthS);
        }
        return lengthS <= H_UP_TO ? of("h", 3600, lengthS) : of("d", 86_400, lengthS);
    }

    private static TimeAxis of(String unit, double unitS, double lengthS) {
        double length = lengthS / unitS;
        double step =
                STEPS.stream().filter(s -> length / s <= MOST_TICKS).findFirst().orElse(length);
        return new TimeAxis(unit, unitS, Scale.linear(length, step));
    }

    double at(double seconds) {
        return scale.at(seconds / unitS);
    }
}
