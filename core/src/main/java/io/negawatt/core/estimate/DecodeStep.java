package io.negawatt.core.estimate;

import static io.negawatt.core.estimate.Coefficient.*;

import java.util.Map;

/**
 * Where the time of one decode step goes, in s: each sequence of the batch gets one token.
 *
 * <p>Reading weights and multiplying with them overlap, so the two add as squares; the cache, the links and the host come on
 * top (a roofline with launch costs; S. Williams et al., "Roofline", CACM 2009).
 *
 * @param weightsS reading dense weights
 * @param computeS multiplying with them
 * @param expertsS reading the experts that the batch touches
 * @param expertComputeS multiplying with them
 * @param slotsS experts that are held, touched or not
 * @param cacheS reading keys, values and recurrent state
 * @param linkS all-reduces
 * @param hostS launches, scheduling, sampling
 * @param totalS the step, held up by a host that cannot follow
 */
record DecodeStep(
        double weightsS,
        double computeS,
        double expertsS,
        double expertComputeS,
        double slotsS,
        double cacheS,
        double linkS,
        double hostS,
        double totalS) {

    /** Mean length of an answer from which single devices of one host are seen to be held up by it. */
    private static final double LONG_ANSWER = 4000;

    private static final double LONG_ANSWER_SHARPNESS = 0.15;
    private static final double H100_BANDWIDTH = 3.35e12;

    static DecodeStep of(Deployment d, Footprint f, Coefficients c, double batch, double inputTokens) {
        var traits = c.traits(d.device().id());
        double bandwidth = d.device().memoryTbPerS() * 1e12 * Trait.of(traits, Trait.BANDWIDTH);
        double compute = d.precision().peakFlops(d.device()) * Trait.of(traits, Trait.COMPUTE);
        double weightsS = f.readBytes() / f.groupGpus() / bandwidth / c.of(WEIGHT_BANDWIDTH);
        double computeS = f.denseFlops() * batch / d.gpus() / compute / denseCompute(d.precision(), c);
        var experts = Experts.of(d, f, c, batch);
        double expertsS = experts.bytes() / bandwidth / expertBandwidth(d.precision(), c);
        double expertComputeS = experts.flops() / compute / expertCompute(d.precision(), c);
        double slotsS = slotsS(d, c) * H100_BANDWIDTH / bandwidth;
        double cacheS = cacheS(d, f, c, batch, inputTokens) / bandwidth;
        double linkS = linkS(d, f, c, batch / d.dataParallel());
        double hostS = hostS(d, c, traits, batch / d.dataParallel());
        double deviceS =
                Math.hypot(weightsS, computeS) + Math.hypot(expertsS, expertComputeS) + slotsS + cacheS + linkS + hostS;
        double totalS = norm(deviceS, hostFloorS(d, traits), c.of(HOST_SHARPNESS));
        return new DecodeStep(weightsS, computeS, expertsS, expertComputeS, slotsS, cacheS, linkS, hostS, totalS);
    }

    private static double denseCompute(Precision precision, Coefficients c) {
        return c.of(precision == Precision.FP8 ? COMPUTE_FP8 : COMPUTE);
    }

    private static double expertCompute(Precision precision, Coefficients c) {
        return precision == Precision.FP8
                ? c.of(COMPUTE_FP8) * c.of(EXPERT_COMPUTE) / c.of(COMPUTE)
                : c.of(EXPERT_COMPUTE);
    }

    private static double expertBandwidth(Precision precision, Coefficients c) {
        return switch (precision) {
            case BFLOAT16, INT8 -> c.of(EXPERT_BANDWIDTH);
            case FP8 -> c.of(EXPERT_BANDWIDTH_FP8);
            case MXFP4, INT4 -> c.of(EXPERT_BANDWIDTH_FP4);
        };
    }

    private static double slotsS(Deployment d, Coefficients c) {
        double slots = (double) d.model().expertLayers() * d.model().experts() / d.gpus();
        return slots * (c.of(EXPERT_SLOT_S) + (d.precision() == Precision.FP8 ? c.of(EXPERT_SLOT_FP8_S) : 0));
    }

    /** Bytes of cache and state over their shares of the bandwidth; the mean context is the prompt and half the answer. */
    private static double cacheS(Deployment d, Footprint f, Coefficients c, double batch, double inputTokens) {
        double context = inputTokens + d.outputTokens() / 2;
        double window = Math.min(d.model().window(), context);
        double cache = batch * f.copies() * (f.fullCacheBytes() * context + f.windowCacheBytes() * window);
        double state = 2 * batch * f.stateBytes();
        return (cache / c.of(CACHE_BANDWIDTH) + state / c.of(STATE_BANDWIDTH)) / d.gpus();
    }

    private static double linkS(Deployment d, Footprint f, Coefficients c, double batch) {
        boolean alone = d.gpus() == 1 || (f.groupGpus() == 1 && d.model().experts() == 0);
        if (alone) {
            return 0;
        }
        double bytesS = f.linkBytes() * batch / (d.device().linkGbPerS() * 1e9) / c.of(LINK_BANDWIDTH);
        return d.model().layers() * (c.of(LINK_LATENCY_S) + bytesS);
    }

    private static double hostS(Deployment d, Coefficients c, Map<Trait, Double> traits, double batch) {
        var model = d.model();
        double expertLayerS = c.of(EXPERT_LAYER_S) + (d.precision() == Precision.FP8 ? c.of(EXPERT_LAYER_FP8_S) : 0);
        double stateLayerS = model.stateM() > 0 ? c.of(STATE_LAYER_S) : 0;
        double launchesS = model.layers() * (c.of(LAYER_S) + stateLayerS) + model.expertLayers() * expertLayerS;
        double sequenceS = c.of(SEQUENCE_S) + (d.task().hasMedia() ? c.of(SEQUENCE_MEDIA_S) : 0);
        return (launchesS + c.of(STEP_S)) * Trait.of(traits, Trait.HOST)
                + batch * sequenceS * Trait.of(traits, Trait.SEQUENCE);
    }

    private static double hostFloorS(Deployment d, Map<Trait, Double> traits) {
        double floorS = Trait.of(traits, Trait.HOST_FLOOR_S);
        if (d.gpus() > 1 || floorS == 0) {
            return 0;
        }
        return floorS / (1 + Math.exp(-Math.log(d.outputTokens() / LONG_ANSWER) / LONG_ANSWER_SHARPNESS));
    }

    private static double norm(double a, double b, double p) {
        return b == 0 ? a : Math.pow(Math.pow(a, p) + Math.pow(b, p), 1 / p);
    }
}
