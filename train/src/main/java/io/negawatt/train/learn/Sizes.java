package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;

/** What all shapes ask of their numbers. */
final class Sizes {
    private Sizes() {}

    static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw BadInputException.of("train.shape.positive", name, value);
        }
    }

    static void heads(int width, int heads) {
        atLeastOne("width", width);
        atLeastOne("heads", heads);
        if (width % heads != 0) {
            throw BadInputException.of("train.shape.heads", width, heads);
        }
    }
}
