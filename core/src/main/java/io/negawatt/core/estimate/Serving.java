package io.negawatt.core.estimate;

import static io.negawatt.core.estimate.Coefficient.*;

/**
 * A deployment in its steady state, by the physics alone.
 *
 * @param batch sequences that are decoded at once, over all replicas
 * @param step one decode step
 * @param tokenS mean time per output token of a sequence, with the prefill of others in between, in s
 * @param gapS median time between two tokens of a sequence, in s
 * @param prefillShare share of the time that goes to prompts
 * @param watts mean power of one device, in W
 * @param joulesPerToken energy of an output token over all devices, in J
 */
record Serving(
        double batch,
        DecodeStep step,
        double tokenS,
        double gapS,
        double prefillShare,
        double watts,
        double joulesPerToken) {

    /** How sharply the batch bends from what is asked for to what the cache holds. */
    private static final double BEND = 4;
    /** A running answer holds the cache of a bit more than half its final length, since long ones run longer. */
    private static final double HELD_OF_ANSWER = 0.6;

    private static final double LEAST_FREE_MEMORY = 0.02;

    static Serving of(Deployment d, Footprint f, Coefficients c) {
        double inputTokens = d.inputTokens().orElseGet(() -> c.of(d.task().inputTokens()));
        double batch = batch(d, f, c, inputTokens);
        var step = DecodeStep.of(d, f, c, batch, inputTokens);
        double unseen = unseen(d, c);
        double promptS = batch / d.outputTokens() * promptFlopsS(d, f, c) * inputTokens * unseen;
        double requestS = batch / d.outputTokens() * requestS(d.task(), c) * unseen;
        double tokenS = step.totalS() + promptS + requestS;
        double gapS = step.totalS() + c.of(GAP_PREFILL) * (promptS + requestS);
        double watts = PowerDraw.watts(d, c, step, promptS, tokenS);
        return new Serving(
                batch, step, tokenS, gapS, (promptS + requestS) / tokenS, watts, d.gpus() * watts * tokenS / batch);
    }

    /** The smaller of the configured cap and of what the cache holds, bent smoothly. */
    private static double batch(Deployment d, Footprint f, Coefficients c, double inputTokens) {
        double memory = d.gpus() * d.device().gpu().memoryGb() * 1e9;
        double weights = f.routedBytes() + f.denseBytes() * d.dataParallel();
        double free = Math.max(memory * c.of(CACHE_ROOM) - weights, LEAST_FREE_MEMORY * memory);
        double tokens = inputTokens + d.outputTokens() * HELD_OF_ANSWER;
        double held = free / f.sequenceBytes(tokens, d.model().window());
        double cap = d.maxSequences() * d.dataParallel();
        double ratio = cap / held;
        return cap / Math.sqrt(Math.sqrt(1 + ratio * ratio * ratio * ratio));
    }

    /** Seconds that one token of a prompt takes the group, by its operations. */
    private static double promptFlopsS(Deployment d, Footprint f, Coefficients c) {
        var traits = c.traits(d.device().id());
        double compute = d.precision().peakFlops(d.device()) * Trait.of(traits, Trait.COMPUTE);
        double held = Math.max((double) d.model().experts() / d.gpus(), 1);
        double fullest = d.gpus() > 1 ? 1 + c.of(IMBALANCE) / Math.sqrt(held) : 1;
        return (f.denseFlops() / c.of(PREFILL) + f.routedFlops() * fullest / c.of(EXPERT_PREFILL)) / compute / d.gpus();
    }

    private static double requestS(Task task, Coefficients c) {
        return switch (task) {
            case CHAT, REASONING -> c.of(REQUEST_S);
            case IMAGE -> c.of(REQUEST_IMAGE_S);
            case VIDEO -> c.of(REQUEST_VIDEO_S);
        };
    }

    /** Share of prompts that are new: with very many pictures in flight some come again and are found in a cache. */
    private static double unseen(Deployment d, Coefficients c) {
        if (!d.task().hasMedia()) {
            return 1;
        }
        double odds = c.of(REPEAT_ODDS);
        double many = 1 / (1 + Math.pow(c.of(REPEAT_AT) / d.maxSequences(), BEND));
        return 1 - odds / (1 + odds) * many;
    }
}
