package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;

/**
 * The size of a transformer whose tokens all see each other.
 *
 * @param vocabulary different tokens
 * @param layers blocks
 * @param width elements of a token's vector; a multiple of {@code heads}
 * @param heads attention heads
 * @param context tokens of a row at most
 */
public record EncoderShape(int vocabulary, int layers, int width, int heads, int context) implements ClassifierShape {
    static final String KIND = "encoder";

    /** @throws BadInputException where a number is below 1 or the heads do not divide the width */
    public EncoderShape {
        Sizes.atLeastOne("vocabulary", vocabulary);
        Sizes.atLeastOne("layers", layers);
        Sizes.atLeastOne("context", context);
        Sizes.heads(width, heads);
    }

    /** {@return two blocks of width 64 with four heads: about the work of the standard long short-term memory} */
    public static EncoderShape standard(int vocabulary, int context) {
        return new EncoderShape(vocabulary, 2, 64, 4, context);
    }

    @Override
    public String kind() {
        return KIND;
    }
}
