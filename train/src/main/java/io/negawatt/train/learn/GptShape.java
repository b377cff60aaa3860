package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;

/**
 * The size of a decoder-only transformer.
 *
 * @param vocabulary different tokens
 * @param layers blocks
 * @param width elements of a token's vector; a multiple of {@code heads}
 * @param heads attention heads
 * @param context tokens that attention reaches back over
 */
public record GptShape(int vocabulary, int layers, int width, int heads, int context) implements ModelShape {
    static final String KIND = "gpt";

    /** @throws BadInputException where a number is below 1 or the heads do not divide the width */
    public GptShape {
        Sizes.atLeastOne("vocabulary", vocabulary);
        Sizes.atLeastOne("layers", layers);
        Sizes.atLeastOne("context", context);
        Sizes.heads(width, heads);
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** {@return the same with other depth} */
    public GptShape withLayers(int newLayers) {
        return new GptShape(vocabulary, newLayers, width, heads, context);
    }

    /** {@return the same with another context} */
    public GptShape withContext(int newContext) {
        return new GptShape(vocabulary, layers, width, heads, newContext);
    }
}
