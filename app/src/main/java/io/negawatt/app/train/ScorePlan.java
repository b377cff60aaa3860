package io.negawatt.app.train;

/**
 * Putting a trained language model to use: it scores held-out text again and again.
 *
 * @param model what was trained, {@link LanguagePlan#from} its checkpoint; its techniques say how it is run
 * @param seconds for how long, in s
 */
public record ScorePlan(LanguagePlan model, double seconds) implements TrainPlan.Job {}
