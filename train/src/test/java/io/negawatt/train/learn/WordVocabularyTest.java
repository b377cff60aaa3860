package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordVocabularyTest {
    private static final WordVocabulary WORDS = WordVocabulary.train(List.of("b a a; c b a", "x = c"), 6);

    @Test
    void keepsTheMostFrequentWordsAndOfEqualsTheFirstByCharacter() {
        assertThat(WORDS.words()).containsExactly("a", "b", "c", ";");
        assertThat(WORDS.size()).isEqualTo(6);
    }

    @Test
    void otherWordsAreUnknown() {
        assertThat(WORDS.encode("a; unknown c")).containsExactly(2, 5, WordVocabulary.UNKNOWN, 4);
        assertThat(WORDS.decode(new int[] {2, 5, 1, 4, 0, 0})).isEqualTo("a ; � c");
    }

    @Test
    void aWordIsLettersDigitsASignOrOneHanCharacter() {
        var words = WordVocabulary.train(List.of("elapsedS+=10.5 能耗kWh"), 100);

        assertThat(words.words()).containsExactlyInAnyOrder("elapsedS", "+", "=", "10", ".", "5", "能", "耗", "kWh");
    }

    @Test
    void aRowIsCutOrPaddedToItsLength() {
        var row = new long[] {9, 9, 9, 9, 9};

        assertThat(WORDS.encode("a b", row, 1, 3)).isEqualTo(2);
        assertThat(row).containsExactly(9, 2, 3, WordVocabulary.PADDING, 9);
        assertThat(WORDS.encode("a b c a b", row, 0, 4)).isEqualTo(4);
        assertThat(row).containsExactly(2, 3, 4, 2, 9);
        assertThat(WORDS.encode("", row, 0, 2)).isZero();
        assertThat(row).startsWith(0, 0);
    }

    @Test
    void whatIsNoWordIsRefused() {
        assertThatThrownBy(() -> WORDS.decode(new int[] {6}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6 ids");
        assertThatThrownBy(() -> WordVocabulary.train(List.of(), 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
