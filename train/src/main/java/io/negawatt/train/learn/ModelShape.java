package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a model is built from besides its parameters. */
public sealed interface ModelShape permits GptShape, ClassifierShape {

    /** {@return tokens of a row at most} */
    int context();

    /** {@return the kind of model, as checkpoints name it} */
    String kind();

    /** {@return this as JSON on one line} */
    default String toText() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    /**
     * {@return the shape that {@link #toText} wrote}
     *
     * @throws BadInputException where the kind is unknown or the text is something else
     */
    static ModelShape read(String kind, String text) {
        try {
            return switch (kind) {
                case GptShape.KIND -> JsonMapper.shared().readValue(text, GptShape.class);
                case LstmShape.KIND -> JsonMapper.shared().readValue(text, LstmShape.class);
                case EncoderShape.KIND -> JsonMapper.shared().readValue(text, EncoderShape.class);
                default -> throw BadInputException.of("train.shape.kind", kind);
            };
        } catch (JacksonException e) {
            throw BadInputException.of("train.shape.kind", kind);
        }
    }
}
