package io.negawatt.plan.jobs;

import java.util.List;
import java.util.Optional;

/**
 * Where a job may run. It runs in one zone from start to end.
 *
 * @param zones names of the zones that are allowed, for residency of data or otherwise; empty for all
 * @param home zone where its data are and where it runs as submitted; empty for the first that is allowed
 * @param dataGb data that must be moved where it runs away from home, in 10⁹ bytes
 * @param mostLatencyMs longest round trip from home, in ms; infinite where it does not matter
 */
public record Siting(List<String> zones, Optional<String> home, double dataGb, double mostLatencyMs) {
    public static final Siting ANYWHERE = new Siting(List.of(), Optional.empty(), 0, Double.POSITIVE_INFINITY);

    public Siting {
        zones = List.copyOf(zones);
        if (!(dataGb >= 0) || !(mostLatencyMs >= 0)) {
            throw new IllegalArgumentException(
                    "data and latency are not negative, got " + dataGb + ", " + mostLatencyMs);
        }
    }
}
