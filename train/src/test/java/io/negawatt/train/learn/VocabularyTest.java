package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.text.BadInputException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
    private static final List<String> TEXTS = List.of("the load of the grid \"at night\"\n", "能耗与功率，能耗与碳强度");

    static Stream<Vocabulary> all() {
        return Stream.of(new ByteVocabulary(), BytePairVocabulary.train(TEXTS, 280), WordVocabulary.train(TEXTS, 100));
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsWrittenIsReadBackAsTheSame(Vocabulary vocabulary) {
        var read = Vocabulary.read(vocabulary.toText());

        assertThat(read).isEqualTo(vocabulary).hasSameHashCodeAs(vocabulary);
        assertThat(read.toText()).isEqualTo(vocabulary.toText()).doesNotContain("\n");
        assertThat(read.encode(TEXTS.get(0))).containsExactly(vocabulary.encode(TEXTS.get(0)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void idsLieBelowTheSize(Vocabulary vocabulary) {
        assertThat(IntStream.of(vocabulary.encode(TEXTS.get(0) + TEXTS.get(1) + "Ω unseen")))
                .allMatch(id -> id >= 0 && id < vocabulary.size());
    }

    /** What is written travels in checkpoints: another form needs another reader for the old one. */
    @Test
    void theFormNeverChanges() {
        assertThat(new ByteVocabulary().toText()).isEqualTo("{\"kind\":\"bytes\"}");
        assertThat(BytePairVocabulary.train(List.of("abab"), 257).toText())
                .isEqualTo("{\"kind\":\"pairs\",\"merges\":[[97,98]]}");
        assertThat(WordVocabulary.train(List.of("a 能"), 9).toText())
                .isEqualTo("{\"kind\":\"words\",\"words\":[\"a\",\"能\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"kind\":7}",
                "{\"kind\":\"other\"}",
                "{\"kind\":\"pairs\"}",
                "{\"kind\":\"pairs\",\"merges\":[[97]]}",
                "{\"kind\":\"pairs\",\"merges\":[[97,256]]}",
                "{\"kind\":\"pairs\",\"merges\":[[97,-1]]}",
                "{\"kind\":\"pairs\",\"merges\":[[97,98],[97,98]]}",
                "{\"kind\":\"pairs\",\"merges\":[[97,\"b\"]]}",
                "{\"kind\":\"words\",\"words\":[\"a\",\"a\"]}",
                "{\"kind\":\"words\",\"words\":[\"a\""
            })
    void whatIsNoVocabularyIsRefused(String text) {
        assertThatThrownBy(() -> Vocabulary.read(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("This is no vocabulary: ");
    }
}
