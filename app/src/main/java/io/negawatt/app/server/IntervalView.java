package io.negawatt.app.server;

import io.negawatt.core.units.Interval;
import java.util.OptionalDouble;

/** An interval in the API; an end that is infinite is not known. */
record IntervalView(double mid, OptionalDouble low, OptionalDouble high) {

    static IntervalView of(Interval interval) {
        return new IntervalView(interval.mid(), finite(interval.low()), finite(interval.high()));
    }

    static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
