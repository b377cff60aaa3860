package io.negawatt.train.parallel;

import io.negawatt.train.learn.Evaluation;
import java.util.List;

/**
 * What came of a training.
 *
 * @param firstStep steps that were done before, by the training this one went on from
 * @param steps steps done in all
 * @param tokens tokens learned from in all, over all workers
 * @param history looks at held-out data
 * @param parameters number of parameters
 * @param sha256 check sum of the parameters; the same on every worker
 * @param elapsedS time it took, in s
 * @param stepS time of each step, in s, without evaluations and checkpoints
 */
public record Outcome(
        int firstStep,
        int steps,
        long tokens,
        List<Evaluation> history,
        long parameters,
        String sha256,
        double elapsedS,
        List<Double> stepS) {}
