package io.negawatt.core.estimate;

import static io.negawatt.core.estimate.Coefficient.*;

/**
 * What a batch asks of the routed experts in one step, on the fullest device.
 *
 * @param bytes weights of the experts that some token of the batch passes
 * @param flops operations, each expert's rows padded to a tile
 */
record Experts(double bytes, double flops) {
    private static final Experts NONE = new Experts(0, 0);

    static Experts of(Deployment d, Footprint f, Coefficients c, double batch) {
        if (d.model().experts() == 0) {
            return NONE;
        }
        double touched = 1 - Math.pow(1 - f.activeShare(), c.of(EXPERT_SPREAD) * batch);
        double held = Math.max(d.model().experts() * touched / d.gpus(), 0.5);
        double fullest = d.gpus() > 1 ? 1 + c.of(IMBALANCE) / Math.sqrt(held) : 1;
        double bytes = f.routedBytes() / d.gpus() * touched * fullest;
        double rows = batch * f.activeShare() / touched;
        double padded = Math.hypot(rows, tile(d.precision(), c));
        double flopsPerRow = f.routedFlops() / f.activeShare() / d.gpus() * touched * fullest;
        return new Experts(bytes, flopsPerRow * padded);
    }

    private static double tile(Precision precision, Coefficients c) {
        return switch (precision) {
            case BFLOAT16, INT8 -> c.of(TILE);
            case FP8 -> c.of(TILE_FP8);
            case MXFP4, INT4 -> c.of(TILE_FP4);
        };
    }
}
