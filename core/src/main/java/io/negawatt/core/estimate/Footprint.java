package io.negawatt.core.estimate;

import io.negawatt.core.text.BadInputException;

/**
 * Bytes and operations of a deployment that follow from its shape alone.
 *
 * @param groupGpus devices that serve the same sequences
 * @param denseBytes weights outside routed experts, of one replica
 * @param readBytes those of them that each step reads; the input embedding is not read as a whole
 * @param routedBytes weights of routed experts, spread over all devices
 * @param denseFlops operations of a token outside routed experts: two a parameter (Kaplan et al. 2020, arXiv 2001.08361)
 * @param routedFlops operations of a token in the experts that it passes
 * @param activeShare share of the experts of a layer that a token passes; 0 for a dense model
 * @param fullCacheBytes cache of a token in the layers that attend to all tokens
 * @param windowCacheBytes cache of a token in the layers that attend to a window
 * @param stateBytes recurrent state of a sequence, read and written each step in 32 bits
 * @param copies how often the cache is held because it has fewer heads than there are devices
 * @param linkBytes bytes that a token moves between devices in a layer: two all-reduces of a 16-bit vector
 */
record Footprint(
        int groupGpus,
        double denseBytes,
        double readBytes,
        double routedBytes,
        double denseFlops,
        double routedFlops,
        double activeShare,
        double fullCacheBytes,
        double windowCacheBytes,
        double stateBytes,
        double copies,
        double linkBytes) {

    private static final double BILLION = 1e9;
    private static final double MILLION = 1e6;
    private static final double CACHE_BYTES = 2;
    private static final double STATE_BYTES = 4;
    private static final double LINK_BYTES = 8;
    /** What a device needs beside weights and cache: activations, graphs, the driver. */
    private static final double USABLE_MEMORY = 0.95;

    static Footprint of(Deployment d) {
        var model = d.model();
        var precision = d.precision();
        double activeShare = model.experts() > 0 ? (double) model.expertsActive() / model.experts() : 0;
        double dense = (model.totalB() - model.routedB()) * BILLION;
        double routedActive = model.routedB() * activeShare * BILLION;
        int group = d.gpus() / d.dataParallel();
        return new Footprint(
                group,
                dense * precision.denseBytes(),
                (dense - model.embeddingB() * BILLION) * precision.denseBytes(),
                model.routedB() * BILLION * precision.routedBytes(),
                2 * (model.activeB() * BILLION - routedActive),
                2 * routedActive,
                activeShare,
                CACHE_BYTES * model.kvValues() * model.fullLayers(),
                CACHE_BYTES * model.kvValues() * model.windowLayers(),
                STATE_BYTES * model.stateM() * MILLION,
                Math.max(1, (double) group / model.kvHeads()),
                LINK_BYTES * model.hidden());
    }

    /** {@return whether the weights fit into the memory of the devices} */
    boolean fits(Deployment d) {
        double memory = d.device().gpu().memoryGb() * BILLION * USABLE_MEMORY;
        return denseBytes * d.dataParallel() + routedBytes <= memory * d.gpus();
    }

    /** Refuses a deployment whose weights do not fit, and says how many devices would hold them. */
    void mustFit(Deployment d) {
        double memory = d.device().gpu().memoryGb() * BILLION * USABLE_MEMORY;
        if (!fits(d)) {
            throw BadInputException.of(
                    "estimate.bad.memory",
                    d.model().id(),
                    Math.round((denseBytes + routedBytes) / BILLION),
                    d.gpus(),
                    d.device().names().en(),
                    Math.round(memory * d.gpus() / BILLION),
                    leastGpus(denseBytes + routedBytes, memory));
        }
    }

    /** {@return the least power of two of devices whose memory holds so many bytes} */
    private static int leastGpus(double bytes, double memory) {
        int count = 1;
        while (count * memory < bytes) {
            count *= 2;
        }
        return count;
    }

    /** {@return bytes of cache and state of a sequence of so many tokens, in a group} */
    double sequenceBytes(double tokens, double window) {
        return (fullCacheBytes * tokens + windowCacheBytes * Math.min(window, tokens)) * copies + stateBytes;
    }
}
