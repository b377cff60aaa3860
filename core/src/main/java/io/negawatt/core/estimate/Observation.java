package io.negawatt.core.estimate;

/**
 * A metered deployment.
 *
 * @param row line of its file, for messages and checks
 * @param modelId name of the weights as the file gives it
 * @param deployment what was run
 * @param footprint its bytes and operations
 * @param joulesPerToken energy of an output token over all devices, in J
 * @param tokenS mean time per output token of a sequence, in s
 * @param gapS median time between two tokens, in s
 * @param watts mean power of one device, in W
 */
record Observation(
        long row,
        String modelId,
        Deployment deployment,
        Footprint footprint,
        double joulesPerToken,
        double tokenS,
        double gapS,
        double watts) {

    /** {@return what one deployment shares with the other points of its batch curve} */
    String curve() {
        var d = deployment;
        return "%s %s %s x%d tp%d ep%d dp%d"
                .formatted(
                        modelId,
                        d.task().id(),
                        d.device().id(),
                        d.gpus(),
                        d.tensorParallel(),
                        d.expertParallel(),
                        d.dataParallel());
    }

    /** {@return the same with another energy, to see that a held-out figure is not read} */
    Observation withJoulesPerToken(double other) {
        return new Observation(row, modelId, deployment, footprint, other, tokenS, gapS, watts);
    }
}
