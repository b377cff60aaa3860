package io.negawatt.train.learn;

/**
 * A look at held-out data.
 *
 * @param step steps done before
 * @param tokens tokens learned from before
 * @param loss mean loss, in nats per target
 * @param accuracy share of targets that were the most likely answer
 * @param elapsedS time since training began, in s
 */
public record Evaluation(int step, long tokens, double loss, double accuracy, double elapsedS) {}
