package io.negawatt.train.learn;

/** What a model is built from besides its parameters. */
public sealed interface ModelShape permits GptShape {

    /** {@return tokens of a row at most} */
    int context();
}
