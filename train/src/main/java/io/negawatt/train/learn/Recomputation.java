package io.negawatt.train.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;

/**
 * Activation checkpointing (Chen et al. 2016, <i>Training deep nets with sublinear memory cost</i>): forward keeps only what
 * lies between the pieces of the model, backward computes each piece once more. Less memory for about a third more work.
 */
record Recomputation() implements Technique {
    @Override
    public String name() {
        return "recompute";
    }

    @Override
    public Pass pass(Gpt model, Pass inner) {
        return (batch, scale, backward) -> run(model, batch, scale, backward);
    }

    private static double run(Gpt model, Batch batch, double scale, Consumer<Runnable> backward) {
        var inputs = forward(model, batch.input());
        int last = model.segments() - 1;
        var loss = Gpt.loss(model.segment(last, inputs.get(last)), batch.target());
        double value = loss.item_double();
        backward.accept(() -> {
            loss.mul(Torch.scalar(scale)).backward();
            for (int i = last - 1; i >= 0; i--) {
                var gradient = inputs.get(i + 1).grad();
                model.segment(i, inputs.get(i))
                        .backward(gradient, new BoolOptional(), false, new TensorArrayRefOptional());
            }
        });
        return value;
    }

    /** {@return what goes into each piece; but for the first, leaves that collect a gradient} */
    private static List<Tensor> forward(Gpt model, Tensor tokens) {
        var inputs = new ArrayList<>(List.of(tokens));
        try (var _ = new NoGradGuard()) {
            for (int i = 0; i + 1 < model.segments(); i++) {
                inputs.add(model.segment(i, inputs.getLast()).detach());
            }
        }
        inputs.stream().skip(1).forEach(tensor -> tensor.requires_grad_(true));
        return inputs;
    }
}
