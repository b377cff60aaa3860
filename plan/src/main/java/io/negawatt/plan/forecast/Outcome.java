package io.negawatt.plan.forecast;

/**
 * One step of one issue with what happened.
 *
 * @param target the step of the series
 * @param range by {@link Quantiles#LEVELS}
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk.
record Outcome(int target, double actual, double[] range) {
    double error() {
        return Math.abs(range[Quantiles.MIDDLE] - actual);
    }

    boolean isCovered() {
        return range[Quantiles.LOW] <= actual && actual <= range[Quantiles.HIGH];
    }
}
