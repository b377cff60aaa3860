package io.negawatt.plan.advise;

import io.negawatt.core.estimate.InferenceEstimate;
import io.negawatt.core.units.Interval;

/**
 * One way to serve a model for the requests of a trace, and what comes of it.
 *
 * @param estimate what a replica does at the mean number of sequences that it holds
 * @param replicas copies of the model that take turns
 * @param batch most sequences that a replica decodes at once
 * @param joulesPerToken energy of an output token with what stands around the devices and the site, in J
 * @param deviceJoulesPerToken that of the devices alone, in J
 * @param tokenS mean time per token that the wanted share of the requests stays within, expected, in s
 * @param lateS the same where every step takes as long as the upper end of its interval, in s
 * @param waitS how long that share waits at most for its place in a batch, under the same, in s
 */
public record ServingOption(
        InferenceEstimate estimate,
        int replicas,
        int batch,
        Interval joulesPerToken,
        Interval deviceJoulesPerToken,
        double tokenS,
        double lateS,
        double waitS) {

    /** {@return devices of all replicas} */
    public int gpus() {
        return replicas * estimate.deployment().gpus();
    }
}
