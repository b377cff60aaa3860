package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ByteVocabularyTest {
    private final Vocabulary bytes = new ByteVocabulary();

    @Test
    void aTokenIsAByteOfUtf8() {
        assertThat(bytes.size()).isEqualTo(256);
        assertThat(bytes.encode("aé能")).containsExactly('a', 0xC3, 0xA9, 0xE8, 0x83, 0xBD);
        assertThat(bytes.decode(bytes.encode("aé能 🌱\n"))).isEqualTo("aé能 🌱\n");
    }

    @Test
    void bytesThatAreNoTextAreShownAsSuch() {
        assertThat(bytes.decode(new int[] {'a', 0xFF, 'b'})).isEqualTo("a�b");
    }

    @Test
    void whatIsNoByteIsRefused() {
        assertThatThrownBy(() -> bytes.decode(new int[] {256}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("256 is no byte");
    }
}
