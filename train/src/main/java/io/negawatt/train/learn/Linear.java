package io.negawatt.train.learn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A matrix applied to the last dimension. What saves energy in it (adapters, fewer bits) is another one in its place. */
@FunctionalInterface
public interface Linear {

    /** {@return {@code input · weightᵀ}} */
    Tensor apply(Tensor input);

    /** {@return the plain one} */
    static Linear of(Tensor weight) {
        return input -> torch.linear(input, weight);
    }

    /** Makes the matrices of a model from its parameters. */
    @FunctionalInterface
    interface Factory {

        /** The plain one. */
        Factory PLAIN = (parameters, name) -> of(parameters.get(name));

        /** {@return the matrix for the parameter of this name} */
        Linear make(Parameters parameters, String name);
    }
}
