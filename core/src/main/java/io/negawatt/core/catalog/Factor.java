package io.negawatt.core.catalog;

import io.negawatt.core.units.Interval;

/**
 * How much carbon a kilowatt-hour of a grid zone carries. Everything that tells one factor from another is part of its key,
 * so that an account can be restated when a factor is.
 *
 * @param zone grid zone, such as {@code CN-East}
 * @param kind what is counted and how
 * @param year year that the factor describes
 * @param gramsPerKwh the factor, in g/kWh, with the range in which other sources put the same zone and year
 * @param source who published it
 */
public record Factor(String zone, Kind kind, int year, Interval gramsPerKwh, String source) {

    /**
     * What a factor counts.
     *
     * @param gas {@code CO2} or {@code CO2e}
     * @param boundary {@code direct} (at the stack) or {@code life-cycle}
     * @param mix {@code average}, {@code marginal}, {@code residual} (what is left after certificates are sold) or
     *     {@code fossil} (thermal plants alone)
     */
    public record Kind(String gas, String boundary, String mix) {
        @Override
        public String toString() {
            return "%s %s %s".formatted(gas, boundary, mix);
        }
    }
}
