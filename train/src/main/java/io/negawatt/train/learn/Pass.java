package io.negawatt.train.learn;

import java.util.function.Consumer;

/** One forward and backward pass over a batch. */
@FunctionalInterface
public interface Pass {

    /**
     * Adds the gradients of the batch to those that are there.
     *
     * @param scale what the loss is multiplied with, such as one over the number of passes a step
     * @param backward runs what it is given as the backward pass; called once
     * @return the loss, not scaled
     */
    double run(Batch batch, double scale, Consumer<Runnable> backward);

    /** {@return the plain pass: the whole graph is kept until backward is through} */
    static Pass of(Model model) {
        return (batch, scale, backward) -> {
            var loss = Torch.only(() -> model.loss(batch));
            double value = loss.item_double();
            var scaled = scale == 1 ? loss : loss.mul(Torch.scalar(scale));
            backward.accept(scaled::backward);
            return value;
        };
    }
}
