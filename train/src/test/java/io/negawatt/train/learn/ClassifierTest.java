package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.text.BadInputException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassifierTest {
    private static final long[] WORDS = {3, 1, 4, 1, 5};

    static Stream<ClassifierShape> shapes() {
        return Stream.of(new LstmShape(9, 4, 6, 12), new EncoderShape(9, 2, 8, 2, 12));
    }

    /** {@return the logit of {@code ids} as the second of two rows, with so much padding behind it} */
    private static double logit(Classifier classifier, long[] ids, int padding) {
        int length = ids.length + padding;
        var input = Arrays.copyOf(new long[] {7}, 2 * length);
        System.arraycopy(ids, 0, input, length, ids.length);
        return classifier.logits(Torch.ids(input, 2, length)).select(0, 1).item_double();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void padding_does_not_change_the_answer(ClassifierShape shape) {
        var classifier = Classifier.of(shape, 1);
        double plain = logit(classifier, WORDS, 0);

        for (int padding = 1; padding <= 7; padding++) {
            assertThat(logit(classifier, WORDS, padding)).isCloseTo(plain, Offset.offset(1e-6));
        }
        assertThat(logit(classifier, new long[] {3, 1, 4, 1, 6}, 0)).isNotCloseTo(plain, Offset.offset(1e-5));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void padding_learns_nothing(ClassifierShape shape) {
        var classifier = Classifier.of(shape, 1);
        var input = Torch.ids(new long[] {3, 1, 4, 0, 0, 0}, 1, 6);
        classifier.loss(new Batch(input, Torch.values(1))).backward();

        var embedding = classifier.parameters().all().getFirst().tensor().grad();
        assertThat(embedding.select(0, WordVocabulary.PADDING).abs().sum().item_double())
                .isZero();
        assertThat(embedding.select(0, 3).abs().sum().item_double()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void the_order_of_words_counts(ClassifierShape shape) {
        var classifier = Classifier.of(shape, 1);
        assertThat(logit(classifier, new long[] {3, 4, 5, 6}, 0))
                .isNotCloseTo(logit(classifier, new long[] {6, 5, 4, 3}, 0), Offset.offset(1e-6));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void the_loss_is_the_binary_cross_entropy_of_the_sigmoid(ClassifierShape shape) {
        var classifier = Classifier.of(shape, 1);
        double probability = 1 / (1 + Math.exp(-logit(classifier, WORDS, 0)));
        var input = Torch.ids(WORDS, 1, WORDS.length);

        assertThat(classifier.loss(new Batch(input, Torch.values(1))).item_double())
                .isCloseTo(-Math.log(probability), Offset.offset(1e-6));
        assertThat(classifier.loss(new Batch(input, Torch.values(0))).item_double())
                .isCloseTo(-Math.log(1 - probability), Offset.offset(1e-6));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void the_same_seed_makes_the_same_classifier(ClassifierShape shape) {
        String sha256 = Classifier.of(shape, 1).parameters().sha256();
        assertThat(Classifier.of(shape, 1).parameters().sha256()).isEqualTo(sha256);
        assertThat(Classifier.of(shape, 2).parameters().sha256()).isNotEqualTo(sha256);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void a_shape_is_read_as_it_was_written(ClassifierShape shape) {
        assertThat(ModelShape.read(shape.kind(), shape.toText())).isEqualTo(shape);
    }

    @Test
    void impossible_shapes_are_refused() {
        assertThatThrownBy(() -> new LstmShape(9, 4, 0, 12)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> new EncoderShape(9, 2, 9, 2, 12)).isInstanceOf(BadInputException.class);
    }
}
