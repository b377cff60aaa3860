package io.negawatt.plan.jobs;

import io.negawatt.plan.optimize.Rates;
import java.util.Arrays;

/**
 * A place with its capacity and what a kilowatt-hour means there, slot by slot.
 *
 * @param name such as {@code DE}
 * @param devices devices that jobs may hold in each slot; infinite where there are enough
 * @param limitW watts that jobs may draw in each slot; infinite where nothing limits them
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; nobody compares zones.
public record Zone(String name, double[] devices, double[] limitW, Rates rates) {

    public Zone {
        if (devices.length != rates.count() || limitW.length != rates.count()) {
            throw new IllegalArgumentException(
                    "zone %s: capacity and rates must speak of the same slots".formatted(name));
        }
        if (Arrays.stream(devices).anyMatch(d -> !(d >= 0))
                || Arrays.stream(limitW).anyMatch(w -> !(w >= 0))) {
            throw new IllegalArgumentException("zone %s: a capacity is not negative".formatted(name));
        }
    }

    /** {@return a zone of the same capacity at all times} */
    public static Zone of(String name, double devices, double limitW, Rates rates) {
        return new Zone(name, filled(rates.count(), devices), filled(rates.count(), limitW), rates);
    }

    /** {@return the same with other rates} */
    public Zone with(Rates other) {
        return new Zone(name, devices, limitW, other);
    }

    private static double[] filled(int count, double value) {
        var values = new double[count];
        Arrays.fill(values, value);
        return values;
    }
}
