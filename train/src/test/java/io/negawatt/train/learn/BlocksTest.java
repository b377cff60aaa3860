package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlocksTest {
    @Test
    void joinedTheBlocksAreTheText() {
        String text = "one line\nanother, somewhat longer line\n\n".repeat(50) + "no end";

        for (int count : new int[] {1, 2, 7, 100, 10_000}) {
            assertThat(String.join("", Blocks.of(text, count))).isEqualTo(text);
        }
    }

    @Test
    void cutsAtTheEndOfALineWhereOneIsNear() {
        assertThat(Blocks.of("123456\n89012345\n78901234567890", 3))
                .containsExactly("123456\n", "89012345\n", "7890123456", "7890");
    }

    @Test
    void aCharacterIsNeverCut() {
        assertThat(Blocks.of("🌱".repeat(9), 6))
                .allMatch(block -> block.codePoints().allMatch(c -> c == 0x1F331));
    }

    @Test
    void noTextMakesNoBlock() {
        assertThat(Blocks.of("", 10)).isEmpty();
    }
}
