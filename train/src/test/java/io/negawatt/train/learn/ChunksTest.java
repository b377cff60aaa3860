package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunksTest {
    private static List<String> chunks(String bytes) {
        var chunks = new ArrayList<String>();
        Chunks.each(bytes, chunks::add);
        return chunks;
    }

    @Test
    void cutsIntoWordsNumbersSignsAndSpace() {
        assertThat(chunks("int load2 = 40;\n\n    return a+b; "))
                .containsExactly("int", " load", "2", " =", " 40", ";", "\n\n   ", " return", " a", "+", "b", ";", " ");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void joinedTheChunksAreTheBytes(int seed) {
        var bytes = new byte[5000];
        var random = new Random(seed);
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            // Many spaces, so that runs of them come up.
            bytes[i] = random.nextInt(3) == 0 ? (byte) ' ' : bytes[i];
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);

        assertThat(String.join("", chunks(text))).isEqualTo(text);
    }

    @Test
    void longRunsAreCut() {
        assertThat(chunks("-".repeat(1000))).hasSize(16).allMatch(chunk -> chunk.length() <= Chunks.LONGEST);
        assertThat(chunks(" ".repeat(1000) + "x")).allMatch(chunk -> chunk.length() <= Chunks.LONGEST);
    }
}
