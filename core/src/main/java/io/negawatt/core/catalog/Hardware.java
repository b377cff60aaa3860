package io.negawatt.core.catalog;

import io.negawatt.core.units.Interval;
import java.util.List;

/**
 * What was built for a machine: the sum of its parts.
 *
 * @param embodiedKg carbon of making it, in kg CO2e
 * @param massKg mass that becomes e-waste, in kg
 * @param lifetimeYears years over which both are spread
 * @param parts what was counted
 * @param source who says so, each source once
 */
public record Hardware(Interval embodiedKg, Interval massKg, Interval lifetimeYears, List<Part> parts, String source) {

    /**
     * @param names what the part is
     * @param count how many, in the part's unit; below 1 for a share of a host
     */
    public record Part(Names names, double count) {}
}
