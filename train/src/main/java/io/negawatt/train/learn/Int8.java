package io.negawatt.train.learn;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Runs what was trained with weights of 8 bits, one scale a matrix, and inputs that are rounded on the way in (Jacob et al.
 * 2018, <i>Quantization and training of neural networks for efficient integer-arithmetic-only inference</i>). Training
 * itself stays as it is.
 */
record Int8() implements Technique {
    @Override
    public String name() {
        return "int8";
    }

    @Override
    public Linear.Factory serving(Linear.Factory inner) {
        return (parameters, name) -> quantized(parameters.get(name).detach());
    }

    private static Linear quantized(Tensor weight) {
        // Its parts are references into it, so that they live no longer than it does: what is kept is a copy of them.
        var parts = torch.fbgemm_linear_quantize_weight(weight);
        var bytes = new Tensor(parts.get0());
        var offsets = new Tensor(parts.get1());
        var scale = new Scalar(parts.get2());
        var zero = new Scalar(parts.get3());
        var packed = torch.fbgemm_pack_quantized_matrix(bytes);
        var bias = Torch.zeros(weight.size(0));
        return input ->
                torch.fbgemm_linear_int8_weight_fp32_activation(input, bytes, packed, offsets, scale, zero, bias);
    }
}
