package io.negawatt.core.account;

import java.util.OptionalDouble;

/**
 * Idle power of a device from its own readings: the intercept of P = P0 + k · utilization, by least squares weighted with
 * time. {@code total · (1 − utilization)} would be wrong: it calls part of the work idle.
 *
 * <p>Not thread-safe.
 */
final class IdleFit {
    private static final int FEWEST_READINGS = 20;
    /** Smallest spread of utilization (standard deviation) that a line can be laid through. */
    private static final double LEAST_SPREAD = 0.1;

    private int readings;
    private double sumS;
    private double sumUtilization;
    private double sumW;
    private double sumUtilization2;
    private double sumUtilizationW;
    private double lowestW = Double.POSITIVE_INFINITY;
    private double highestW;

    /** Takes the mean power of a reading, in W. */
    void see(double watts) {
        lowestW = Math.min(lowestW, watts);
        highestW = Math.max(highestW, watts);
    }

    /** Adds {@code watts} over {@code elapsedS} with the utilization meanwhile, which is NaN where it is not known. */
    void add(double utilization, double watts, double elapsedS) {
        if (Double.isNaN(utilization)) {
            return;
        }
        readings++;
        sumS += elapsedS;
        sumUtilization += utilization * elapsedS;
        sumW += watts * elapsedS;
        sumUtilization2 += utilization * utilization * elapsedS;
        sumUtilizationW += utilization * watts * elapsedS;
    }

    /** {@return the highest mean power of a reading, in W} */
    double highestW() {
        return highestW;
    }

    /** {@return what is known of the idle power, at most the lowest reading, in W; empty where the readings cannot tell} */
    OptionalDouble idleW(OptionalDouble knownW) {
        if (knownW.isPresent()) {
            return OptionalDouble.of(Math.min(knownW.getAsDouble(), lowestW));
        }
        if (readings < FEWEST_READINGS) {
            return OptionalDouble.empty();
        }
        double meanUtilization = sumUtilization / sumS;
        double variance = sumUtilization2 / sumS - meanUtilization * meanUtilization;
        if (variance < LEAST_SPREAD * LEAST_SPREAD) {
            return OptionalDouble.empty();
        }
        double slopeW = (sumUtilizationW / sumS - meanUtilization * sumW / sumS) / variance;
        double interceptW = sumW / sumS - slopeW * meanUtilization;
        return OptionalDouble.of(Math.clamp(interceptW, 0, lowestW));
    }
}
