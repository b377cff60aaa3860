package io.negawatt.train.parallel;

import io.negawatt.core.text.Message;
import io.negawatt.train.learn.Evaluation;

/** Hears how training gets on. */
public interface ProgressListener {

    /**
     * One step is done.
     *
     * @param step steps done
     * @param loss mean loss of this worker's rows before the step, in nats per target
     * @param gradientNorm norm of the gradient before it was scaled down
     * @param tokens tokens of the step, over all workers
     * @param elapsedS time it took, in s
     * @param leftS time left at this pace at most, in s
     */
    record Step(int step, double loss, double gradientNorm, long tokens, double elapsedS, double leftS) {}

    /** Hears nothing. */
    ProgressListener NONE = new ProgressListener() {
        @Override
        public void step(Step step) {}

        @Override
        public void evaluation(Evaluation evaluation) {}
    };

    /** One step is done. */
    void step(Step step);

    /** There was a look at held-out data. */
    void evaluation(Evaluation evaluation);

    /** Something that a person should know. */
    default void note(Message note) {}
}
