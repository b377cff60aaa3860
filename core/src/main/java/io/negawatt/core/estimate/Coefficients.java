package io.negawatt.core.estimate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values for every {@link Coefficient}, and the {@link Trait}s of the devices that were metered. A vector of their logarithms is
 * what a fit moves: first the coefficients, then the traits device by device.
 */
final class Coefficients {
    private static final Map<Trait, Double> NEUTRAL = neutral();

    private final EnumMap<Coefficient, Double> values = new EnumMap<>(Coefficient.class);
    private final Map<String, Map<Trait, Double>> traits = new LinkedHashMap<>();

    /**
     * One place of the vector, with its prior.
     *
     * @param id name in files: that of a coefficient, or {@code trait@device}
     * @param priorMid value that an engineer would expect
     * @param priorSpread factor that is one standard deviation
     */
    record Entry(String id, double priorMid, double priorSpread) {}

    /** The coefficients whose logarithms are {@code logs}, in the order of {@link #entries}. */
    Coefficients(List<String> devices, double[] logs) {
        int place = 0;
        for (var coefficient : Coefficient.values()) {
            values.put(coefficient, Math.exp(logs[place++]));
        }
        for (String device : devices) {
            var own = new EnumMap<Trait, Double>(Trait.class);
            for (var trait : Trait.values()) {
                own.put(trait, Math.exp(logs[place++]));
            }
            traits.put(device, own);
        }
    }

    /** {@return the places of the vector for these devices} */
    static List<Entry> entries(List<String> devices) {
        var entries = new ArrayList<Entry>();
        for (var coefficient : Coefficient.values()) {
            entries.add(new Entry(coefficient.id(), coefficient.priorMid(), coefficient.priorSpread()));
        }
        for (String device : devices) {
            for (var trait : Trait.values()) {
                entries.add(new Entry(trait.id() + "@" + device, trait.priorMid(), trait.priorSpread()));
            }
        }
        return List.copyOf(entries);
    }

    double of(Coefficient coefficient) {
        return values.getOrDefault(coefficient, coefficient.priorMid());
    }

    /** {@return the traits of a device; neutral ones where it was not metered} */
    Map<Trait, Double> traits(String device) {
        return traits.getOrDefault(device, NEUTRAL);
    }

    private static Map<Trait, Double> neutral() {
        var values = new EnumMap<Trait, Double>(Trait.class);
        for (var trait : Trait.values()) {
            values.put(trait, trait.neutral());
        }
        return Collections.unmodifiableMap(values);
    }
}
