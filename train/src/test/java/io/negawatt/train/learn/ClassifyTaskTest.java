package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class ClassifyTaskTest {
    private static final LabeledTexts TRAINING = texts("a b c d e f", "b", "c c c", "\u200b");

    private static LabeledTexts texts(String... texts) {
        var rows = IntStream.range(0, texts.length)
                .mapToObj(i -> new LabeledTexts.Row(texts[i], i % 2))
                .toList();
        return new LabeledTexts("test", List.of("0", "1"), rows, List.of());
    }

    private static ClassifyTask task(LabeledTexts heldOut, int context) {
        var vocabulary = WordVocabulary.train(List.of("a b c d e f"), 100);
        return new ClassifyTask(new LabeledTexts.Halves(TRAINING, heldOut), vocabulary, context);
    }

    private static List<Long> ids(Tensor tensor) {
        return IntStream.range(0, (int) tensor.numel())
                .mapToObj(i -> tensor.view(-1).select(0, i).item_long())
                .toList();
    }

    @Test
    void texts_are_cut_to_the_context_and_padded_to_the_longest_of_the_batch() {
        var batch = task(TRAINING, 4).batch(new long[] {0, 1, 2}, 100);
        assertThat(batch.tokens()).isEqualTo(12);
        assertThat(ids(batch.input())).containsExactly(2L, 3L, 4L, 5L, 3L, 0L, 0L, 0L, 4L, 4L, 4L, 0L);
        assertThat(ids(batch.target())).containsExactly(0L, 1L, 0L);

        assertThat(ids(task(TRAINING, 4).batch(new long[] {1, 2}, 100).input()))
                .containsExactly(3L, 0L, 0L, 4L, 4L, 4L);
        assertThat(ids(task(TRAINING, 4).batch(new long[] {1, 2}, 2).input())).containsExactly(3L, 0L, 4L, 4L);
    }

    @Test
    void each_row_has_something_to_look_at() {
        assertThat(ids(task(texts("x", "\n"), 4)
                        .heldOut(0, 1)
                        .toList()
                        .getFirst()
                        .input()))
                .containsExactly(1L, 1L);
    }

    @Test
    void workers_see_each_held_out_row_once() {
        var heldOut = texts(
                IntStream.range(0, 331).mapToObj(i -> "a ".repeat(1 + i % 7)).toArray(String[]::new));
        for (int workers = 1; workers <= 4; workers++) {
            int all = workers;
            var batches = IntStream.range(0, workers)
                    .boxed()
                    .flatMap(rank -> task(heldOut, 9).heldOut(rank, all))
                    .toList();
            assertThat(batches.stream().mapToLong(Batch::rows).sum()).isEqualTo(331);
            assertThat(batches.stream()
                            .mapToDouble(batch -> batch.target().sum().item_double())
                            .sum())
                    .isEqualTo(165);
            assertThat(batches.stream()
                            .mapToDouble(batch -> batch.input()
                                    .ne(Torch.scalar(WordVocabulary.PADDING))
                                    .sum()
                                    .item_double())
                            .sum())
                    .isEqualTo(IntStream.range(0, 331).map(i -> 1 + i % 7).sum());
        }
    }

    @Test
    void a_tally_counts_what_was_right() {
        var task = task(texts("a", "a a", "a a a", "a a a a", "a a a a a"), 9);
        var classifier = Classifier.of(new LstmShape(8, 2, 2, 9), 1);
        // Says label 1 of everything.
        classifier.parameters().flat().zero_();
        classifier.parameters().get("head.offset").detach().fill_(Torch.scalar(2));

        var tally =
                task.heldOut(0, 1).map(batch -> task.tally(classifier, batch)).reduce(Tally.NONE, Tally::plus);

        assertThat(tally.targets()).isEqualTo(5);
        assertThat(tally.right()).isEqualTo(2);
        double sigmoid = 1 / (1 + Math.exp(-2));
        assertThat(tally.lossSum())
                .isCloseTo(
                        -2 * Math.log(sigmoid) - 3 * Math.log(1 - sigmoid), org.assertj.core.data.Offset.offset(1e-5));
    }

    @Test
    void equal_data_make_equal_batches() {
        assertThat(Stream.of(1, 2)
                        .map(_ -> ids(
                                task(TRAINING, 4).batch(new long[] {2, 0}, 4).input()))
                        .distinct())
                .hasSize(1);
    }
}
