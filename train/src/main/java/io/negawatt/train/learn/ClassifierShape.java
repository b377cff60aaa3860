package io.negawatt.train.learn;

/** What a classifier of two labels is built from besides its parameters. */
public sealed interface ClassifierShape extends ModelShape permits LstmShape, EncoderShape {

    /** {@return different tokens, padding and unknown included} */
    int vocabulary();
}
