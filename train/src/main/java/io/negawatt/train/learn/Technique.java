package io.negawatt.train.learn;

import java.util.Optional;

/**
 * A way to train, or to run what was trained, with less energy. Each says in the message files what it changes
 * ({@code technique.NAME.changes}) and what it may cost ({@code technique.NAME.cost}); the study says whether it saved.
 *
 * <p>A technique overrides what it changes and leaves the rest. Several can be used together; they are asked in turn.
 */
public interface Technique {

    /** {@return its name, as people type it} */
    String name();

    /** {@return the recipe it trains by} */
    default Recipe recipe(Recipe recipe) {
        return recipe;
    }

    /** {@return the shape that training begins with} */
    default GptShape firstShape(GptShape shape) {
        return shape;
    }

    /** Adds parameters of its own to those of the model. */
    default void plan(GptShape shape, Parameters.Builder builder) {}

    /** {@return the matrices that the model computes with} */
    default Linear.Factory linears(Linear.Factory inner) {
        return inner;
    }

    /** {@return the matrices that the finished model computes with} */
    default Linear.Factory serving(Linear.Factory inner) {
        return linears(inner);
    }

    /** Looks at the parameters before the first step and may freeze some. */
    default void begin(Parameters parameters) {}

    /** {@return the pass it trains with} */
    default Pass pass(Gpt model, Pass inner) {
        return inner;
    }

    /** {@return tokens of a row at a step, at most {@code full}} */
    default int context(int step, Recipe recipe, int full) {
        return full;
    }

    /** {@return the shape from this step on, the same for no change} */
    default GptShape shape(int step, Recipe recipe, GptShape now, GptShape full) {
        return now;
    }

    /** Gives a model of the new shape its first values from the old one. */
    default void grow(Gpt from, Gpt to) {
        to.parameters().copyFrom(from.parameters());
    }

    /** Looks at the parameters after a step. */
    default void stepped(int step, Recipe recipe, Parameters parameters) {}

    /** {@return whether gradients travel as 16-bit floats} */
    default boolean halvesGradients() {
        return false;
    }

    /** {@return what makes gradients smaller before they travel} */
    default Optional<Compressor> compressor(Parameters parameters) {
        return Optional.empty();
    }
}
