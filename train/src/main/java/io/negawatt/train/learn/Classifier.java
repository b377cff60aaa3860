package io.negawatt.train.learn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Tells two labels apart. Its logits are float32 {@code [rows]}: the probability of label 1 before the sigmoid. It takes token
 * ids {@code [rows, length]} with {@link WordVocabulary#PADDING} behind the last token; how much of it there is makes no
 * difference, but each row has at least one token.
 */
public sealed interface Classifier extends Model permits LstmClassifier, TransformerClassifier {

    /** {@return a classifier with first values that follow from {@code seed}} */
    static Classifier of(ClassifierShape shape, long seed) {
        return switch (shape) {
            case LstmShape lstm -> LstmClassifier.of(lstm, seed);
            case EncoderShape encoder -> TransformerClassifier.of(encoder, seed);
        };
    }

    /** {@return the mean binary cross-entropy, in nats per row; from logits, since a rounded sigmoid has no logarithm at 0} */
    @Override
    default Tensor loss(Batch batch) {
        return torch.binary_cross_entropy_with_logits(logits(batch.input()), batch.target());
    }
}
