package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;

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

    /** @throws BadInputException where a number is below 1 or the heads do not divide the width */
    public GptShape {
        atLeastOne("vocabulary", vocabulary);
        atLeastOne("layers", layers);
        atLeastOne("width", width);
        atLeastOne("heads", heads);
        atLeastOne("context", context);
        if (width % heads != 0) {
            throw new BadInputException(Message.of("train.shape.heads", width, heads));
        }
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new BadInputException(Message.of("train.shape.positive", name, value));
        }
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
