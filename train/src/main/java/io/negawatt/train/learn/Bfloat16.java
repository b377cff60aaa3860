package io.negawatt.train.learn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Multiplies matrices in bfloat16 and keeps everything else in float32: fast where the hardware has it, slow elsewhere. */
record Bfloat16() implements Technique {
    @Override
    public String name() {
        return "bf16";
    }

    @Override
    public Linear.Factory linears(Linear.Factory inner) {
        return (parameters, name) -> {
            var weight = parameters.get(name);
            return input -> torch.linear(shorter(input), shorter(weight)).to(ScalarType.Float);
        };
    }

    private static Tensor shorter(Tensor tensor) {
        return tensor.to(ScalarType.BFloat16);
    }
}
