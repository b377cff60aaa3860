package io.negawatt.core.estimate;

import java.util.Locale;

/**
 * A constant of the physics of serving. All are positive. Each has a prior, what an engineer would expect before any meter was
 * read, and a spread: the factor that is one standard deviation of its logarithm.
 */
public enum Coefficient {
    /** Share of the memory's bandwidth at which dense weights are read. */
    WEIGHT_BANDWIDTH(0.85, 1.16),
    /** The same for routed experts, by precision. */
    EXPERT_BANDWIDTH(0.8, 1.22),
    EXPERT_BANDWIDTH_FP8(0.7, 1.35),
    EXPERT_BANDWIDTH_FP4(0.7, 1.35),
    /** Share of the memory's bandwidth at which the cache of keys and values is read. */
    CACHE_BANDWIDTH(0.8, 1.35),
    /** The same for recurrent state, which is read and written. */
    STATE_BANDWIDTH(0.7, 1.35),
    /** Share of peak operations of dense layers in decode. */
    COMPUTE(0.6, 1.5),
    /** The same with FP8 weights. */
    COMPUTE_FP8(0.6, 1.65),
    /** The same of routed experts. */
    EXPERT_COMPUTE(0.4, 1.65),
    /** Rows to which the batch of an expert is padded, by precision. */
    TILE(12, 1.65),
    TILE_FP8(64, 1.65),
    TILE_FP4(24, 1.8),
    /** How far the tokens of a batch choose experts independently of each other. */
    EXPERT_SPREAD(0.7, 1.5),
    /** Excess of the fullest device over the mean, times the root of the experts it holds. */
    IMBALANCE(0.3, 2.2),
    /** Time that each expert held costs in each step whether it is used or not, in s. */
    EXPERT_SLOT_S(1e-6, 2.2),
    EXPERT_SLOT_FP8_S(4e-6, 2.0),
    /** Launches and small kernels of a layer, in s, and what experts and recurrent state add to it. */
    LAYER_S(4e-5, 1.8),
    EXPERT_LAYER_S(5e-5, 2.0),
    EXPERT_LAYER_FP8_S(2e-5, 2.7),
    STATE_LAYER_S(3e-5, 2.7),
    /** Scheduling and sampling of a step, in s. */
    STEP_S(1.5e-3, 2.0),
    /** The host's work for a sequence in a step, in s. */
    SEQUENCE_S(2e-5, 2.7),
    SEQUENCE_MEDIA_S(3e-5, 2.7),
    /** An all-reduce of a layer across the devices of a group: its latency in s, its share of the link's bandwidth. */
    LINK_LATENCY_S(2e-5, 2.0),
    LINK_BANDWIDTH(0.3, 1.8),
    /** Share of peak operations in prefill, dense layers and experts. */
    PREFILL(0.5, 1.16),
    EXPERT_PREFILL(0.3, 1.65),
    /** What a request costs beside its tokens, in s; with pictures, their encoder. */
    REQUEST_S(3e-3, 2.7),
    REQUEST_IMAGE_S(2e-2, 2.7),
    REQUEST_VIDEO_S(4e-2, 2.7),
    /** Mean tokens of a prompt by task, where nobody says. */
    INPUT_CHAT(250, 2.0),
    INPUT_REASONING(250, 2.0),
    INPUT_IMAGE(1200, 2.0),
    INPUT_VIDEO(3000, 2.0),
    /** Odds that a picture was seen before when very many requests are in flight, and how many these are. */
    REPEAT_ODDS(1, 2.7),
    REPEAT_AT(400, 1.5),
    /** Part of the prefill that a median gap between two tokens feels. */
    GAP_PREFILL(0.3, 2.0),
    /** Share of the memory left beside the weights that the cache can fill. */
    CACHE_ROOM(0.9, 1.1),
    /** How sharply a host that cannot follow takes over from the device. */
    HOST_SHARPNESS(2.5, 1.35),
    /** Power of a device that waits, as a share of its limit. */
    IDLE(0.14, 1.35),
    /** Power that a share of the time adds, as a share of what is above idle, on a device like an H100. */
    POWER_WEIGHTS(0.7, 1.5),
    POWER_EXPERTS(0.7, 1.5),
    POWER_EXPERTS_FP8(0.7, 1.8),
    POWER_CACHE(0.6, 1.5),
    POWER_COMPUTE(0.8, 1.5),
    POWER_EXPERT_COMPUTE(0.8, 1.6),
    POWER_SLOTS(0.7, 1.5),
    POWER_LINK(0.3, 1.8),
    POWER_HOST(0.1, 1.8),
    POWER_PREFILL(0.9, 1.5),
    /** Highest power, as a share of the limit. */
    POWER_CEILING(0.97, 1.05);

    private final double priorMid;
    private final double priorSpread;

    Coefficient(double priorMid, double priorSpread) {
        this.priorMid = priorMid;
        this.priorSpread = priorSpread;
    }

    double priorMid() {
        return priorMid;
    }

    double priorSpread() {
        return priorSpread;
    }

    /** {@return the word in files, such as {@code weight-bandwidth}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
