package io.negawatt.train.learn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Brings the last dimension to mean 0 and variance 1, then scales and shifts it (Ba et al. 2016, <i>Layer normalization</i>). */
record LayerNorm(Tensor gain, Tensor offset) {
    private static final double EPSILON = 1e-5;

    static void plan(Parameters.Builder builder, String name, int width) {
        builder.constant(name + ".gain", 1, width).constant(name + ".offset", 0, width);
    }

    static LayerNorm of(Parameters parameters, String name) {
        return new LayerNorm(parameters.get(name + ".gain"), parameters.get(name + ".offset"));
    }

    Tensor apply(Tensor x) {
        return torch.layer_norm(x, new long[] {gain.numel()}, Torch.some(gain), Torch.some(offset), EPSILON, false);
    }
}
