package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;

/**
 * The size of a long short-term memory with an embedding below and one logit above it.
 *
 * @param vocabulary different tokens
 * @param embedding elements of a token's vector
 * @param units elements of the state
 * @param context tokens of a row at most
 */
public record LstmShape(int vocabulary, int embedding, int units, int context) implements ClassifierShape {
    static final String KIND = "lstm";

    /** @throws BadInputException where a number is below 1 */
    public LstmShape {
        Sizes.atLeastOne("vocabulary", vocabulary);
        Sizes.atLeastOne("embedding", embedding);
        Sizes.atLeastOne("units", units);
        Sizes.atLeastOne("context", context);
    }

    /** {@return an embedding of 16 and 128 units: small, and quick to train on a processor} */
    public static LstmShape standard(int vocabulary, int context) {
        return new LstmShape(vocabulary, 16, 128, context);
    }

    @Override
    public String kind() {
        return KIND;
    }
}
