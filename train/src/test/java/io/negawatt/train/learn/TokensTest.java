package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
    private final Tokens tokens = new Tokens(new int[] {10, 11, 12, 13, 14, 15, 16, 17});

    @Test
    void theTargetOfAWindowIsItsInputShiftedByOne() {
        var inputs = new long[6];
        var targets = new long[6];

        tokens.copyWindow(0, 3, inputs, targets, 0);
        tokens.copyWindow(1, 3, inputs, targets, 3);

        assertThat(inputs).containsExactly(10, 11, 12, 13, 14, 15);
        assertThat(targets).containsExactly(11, 12, 13, 14, 15, 16);
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "3, 2", "7, 1", "8, 0", "100, 0"})
    void aWindowNeedsOneTokenMoreThanItsLength(int length, int windows) {
        assertThat(tokens.windows(length)).isEqualTo(windows);
        if (windows > 0) {
            tokens.copyWindow(windows - 1, length, new long[length], new long[length], 0);
        }
    }

    @Test
    void noTokensMakeNoWindow() {
        assertThat(new Tokens(new int[0]).windows(1)).isZero();
        assertThat(new Tokens(new int[] {1}).windows(1)).isZero();
    }
}
