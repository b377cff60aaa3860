package io.negawatt.app.study;

import java.util.Map;

/**
 * A number of workers and a batch, measured.
 *
 * @param workers number of workers, each with one thread
 * @param batchRows rows a step and worker
 * @param tokensPerStep tokens a step over all workers
 * @param stepS middle step time, in s
 * @param bytesPerStep gradient bytes that all workers handed over in a step
 * @param jPerToken energy of training per token, in J
 * @param phaseJPerToken the same by phase
 * @param componentShares parts of the components in it, 0 to 1
 * @param efficiency tokens a second over those of one worker times the number of workers
 * @param run id of the run in the ledger
 */
public record ScalingPoint(
        int workers,
        int batchRows,
        double tokensPerStep,
        double stepS,
        double bytesPerStep,
        double jPerToken,
        Map<String, Double> phaseJPerToken,
        Map<String, Double> componentShares,
        double efficiency,
        String run) {

    /** {@return tokens a second} */
    public double tokensPerS() {
        return tokensPerStep / stepS;
    }
}
