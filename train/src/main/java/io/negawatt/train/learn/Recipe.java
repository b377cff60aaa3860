package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;

/**
 * How to train, whatever is trained. Techniques change it before the first step.
 *
 * @param steps optimizer steps at most
 * @param batchRows rows that a step learns from, over all workers together
 * @param accumulate forward and backward passes a step: each sees {@code batchRows / workers / accumulate} rows
 * @param schedule learning rate of each step
 * @param weightDecay share of the learning rate that is taken off matrices
 * @param maxGradientNorm larger gradients are scaled down to this
 * @param seed of first values, data order and everything else that is random
 * @param evaluateEvery steps between two looks at held-out data; after the last step there is always one
 * @param checkpointEvery steps between two checkpoints, 0 for none but the last
 * @param ending what ends it before its last step
 */
public record Recipe(
        int steps,
        int batchRows,
        int accumulate,
        Schedule schedule,
        double weightDecay,
        double maxGradientNorm,
        long seed,
        int evaluateEvery,
        int checkpointEvery,
        Ending ending) {

    /** @throws BadInputException where a number makes no sense */
    public Recipe {
        atLeast("steps", steps, 1);
        atLeast("batch", batchRows, 1);
        atLeast("accumulate", accumulate, 1);
        atLeast("evaluate-every", evaluateEvery, 1);
        atLeast("checkpoint-every", checkpointEvery, 0);
        if (!(schedule.peak() > 0) || Double.isInfinite(schedule.peak())) {
            throw BadInputException.of("train.recipe.rate", schedule.peak());
        }
    }

    private static void atLeast(String option, int value, int least) {
        if (value < least) {
            throw BadInputException.of("train.recipe.least", option, value, least);
        }
    }

    /**
     * {@return rows that one forward pass of one worker sees}
     *
     * @throws BadInputException where the batch cannot be shared evenly
     */
    public int rowsPerPass(int workers) {
        int parts = workers * accumulate;
        if (batchRows % parts != 0) {
            throw BadInputException.of("train.recipe.batch", batchRows, workers, accumulate, nextMultiple(parts));
        }
        return batchRows / parts;
    }

    private int nextMultiple(int parts) {
        return (batchRows / parts + 1) * parts;
    }

    /** {@return the same in more passes a step} */
    public Recipe withAccumulate(int passes) {
        return with(batchRows, passes, schedule, ending);
    }

    /** {@return the same with another batch and learning rate} */
    public Recipe withBatch(int rows, Schedule newSchedule) {
        return with(rows, accumulate, newSchedule, ending);
    }

    /** {@return the same with another end} */
    public Recipe withEnding(Ending newEnding) {
        return with(batchRows, accumulate, schedule, newEnding);
    }

    private Recipe with(int rows, int passes, Schedule newSchedule, Ending newEnding) {
        return new Recipe(
                steps,
                rows,
                passes,
                newSchedule,
                weightDecay,
                maxGradientNorm,
                seed,
                evaluateEvery,
                checkpointEvery,
                newEnding);
    }
}
