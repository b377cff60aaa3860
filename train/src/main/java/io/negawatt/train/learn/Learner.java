package io.negawatt.train.learn;

import java.util.Optional;

/** A model while it is trained, with all that may change in it on the way. */
public interface Learner {

    /** {@return the model of now} */
    Model model();

    /** {@return its shape, to build it anew from a checkpoint} */
    ModelShape shape();

    /** {@return whether the model was replaced by a larger one before this step; its optimizer then begins anew} */
    default boolean grow(int step) {
        return false;
    }

    /** Takes the shape that a checkpoint has; its parameters follow. */
    default void resume(ModelShape shape) {}

    /** {@return how it is trained} */
    default Pass pass() {
        return Pass.of(model());
    }

    /** {@return tokens of a row at this step at most} */
    int context(int step);

    /** Looks at the parameters after a step. */
    default void stepped(int step) {}

    /** {@return whether gradients travel as 16-bit floats} */
    default boolean halvesGradients() {
        return false;
    }

    /** {@return what makes gradients smaller before they travel} */
    default Optional<Compressor> compressor() {
        return Optional.empty();
    }
}
