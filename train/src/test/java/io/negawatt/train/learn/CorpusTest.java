package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.text.BadInputException;
import io.negawatt.train.learn.Corpus.Split;
import io.negawatt.train.learn.Corpus.Unit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CorpusTest {
    private static final Function<List<String>, Vocabulary> BYTES = _ -> new ByteVocabulary();

    private static TextFiles files(int count) {
        return new TextFiles(
                IntStream.range(0, count)
                        .mapToObj(i -> new TextFile("f" + i, ("file " + i + " says " + i * i + "\n").repeat(20)))
                        .toList(),
                List.of());
    }

    private static String text(Tokens tokens) {
        var inputs = new long[tokens.count() - 1];
        tokens.copyWindow(0, inputs.length, inputs, new long[inputs.length], 0);
        return new ByteVocabulary()
                .decode(Arrays.stream(inputs).mapToInt(id -> (int) id).toArray());
    }

    @ParameterizedTest
    @EnumSource
    void aboutATenthIsHeldOutAndNothingIsLost(Unit unit) {
        var files = files(60);
        int all = files.files().stream().mapToInt(file -> file.text().length()).sum();

        for (long seed = 0; seed < 20; seed++) {
            var corpus = Corpus.of(files, new Split(unit, 0.1, seed), 16, BYTES);

            assertThat(corpus.training().count() + corpus.validation().count()).isEqualTo(all);
            assertThat(corpus.validation().count() / (double) all).isBetween(0.1, 0.125);
        }
    }

    @Test
    void byFilesNoFileIsOnBothSides() {
        for (long seed = 0; seed < 20; seed++) {
            var corpus = Corpus.of(files(60), new Split(Unit.FILES, 0.1, seed), 16, BYTES);
            var learned = new HashSet<>(text(corpus.training()).lines().toList());

            assertThat(text(corpus.validation()).lines().toList().stream().limit(100))
                    .doesNotContainAnyElementsOf(learned);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameTextAndSeedMakeTheSameCorpusAndAnotherSeedAnother(Unit unit) {
        var one = Corpus.of(files(60), new Split(unit, 0.1, 7), 16, BYTES);
        var same = Corpus.of(files(60), new Split(unit, 0.1, 7), 16, BYTES);
        var other = Corpus.of(files(60), new Split(unit, 0.1, 8), 16, BYTES);

        assertThat(text(same.training())).isEqualTo(text(one.training()));
        assertThat(text(same.validation())).isEqualTo(text(one.validation()));
        assertThat(text(other.validation())).isNotEqualTo(text(one.validation()));
    }

    @Test
    void theVocabularyIsLearnedFromTheTrainingTextAlone() {
        var corpus = Corpus.of(files(60), new Split(Unit.FILES, 0.1, 1), 16, texts -> {
            assertThat(texts).hasSize(54);
            return BytePairVocabulary.train(texts, 300);
        });

        assertThat(corpus.vocabulary().size()).isEqualTo(300);
        assertThat(corpus.training().count()).isLessThan(12_000);
    }

    @Test
    void aTextOfOneTokenIsRefused() {
        var files = new TextFiles(List.of(new TextFile("a", "x")), List.of());

        assertThatThrownBy(() -> Corpus.of(files, Split.DEFAULT, 64, BYTES))
                .isInstanceOf(BadInputException.class)
                .hasMessage("The text makes 2 tokens for training and 0 to check on, but one window takes 65; give more"
                        + " text or a shorter window.");
    }

    @Test
    void aPartThatHoldsNoWindowIsRefused() {
        assertThatThrownBy(() -> Corpus.of(files(2), Split.DEFAULT, 100, BYTES))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("one window takes 101");
    }

    @Test
    void oneLargeFileCannotBePartedByFiles() {
        var split = new Split(Unit.FILES, 0.1, 0);

        assertThatThrownBy(() -> Corpus.of(files(1), split, 16, BYTES))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("1 files cannot be parted so that about 10 % of the text is held out");
    }

    @Test
    void aShareThatCannotBeHeldOutIsRefused() {
        assertThatThrownBy(() -> new Split(Unit.BLOCKS, 0.6, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Split(Unit.BLOCKS, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
