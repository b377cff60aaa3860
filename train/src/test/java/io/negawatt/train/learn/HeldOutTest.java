package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeldOutTest {
    static IntStream seeds() {
        return IntStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aboutTheShareIsHeldOutHoweverUnequalThePiecesAre(int seed) {
        var random = new Random(seed);
        var pieces = Stream.generate(() -> new HeldOut.Piece(random.nextLong(), 1 + random.nextInt(1000)))
                .limit(100)
                .toList();
        long all = pieces.stream().mapToLong(HeldOut.Piece::size).sum();

        long heldOut = HeldOut.choose(pieces, 0.1).stream()
                .mapToLong(i -> pieces.get(i).size())
                .sum();

        assertThat(heldOut / (double) all).isBetween(0.1, 0.125);
    }

    @Test
    void theHashDecidesAndNotThePlace() {
        var pieces = List.of(new HeldOut.Piece(5, 10), new HeldOut.Piece(-3, 10), new HeldOut.Piece(9, 10));
        var turned = List.of(pieces.get(1), pieces.get(2), pieces.get(0));

        assertThat(HeldOut.choose(pieces, 0.3)).containsExactly(1);
        assertThat(HeldOut.choose(turned, 0.3)).containsExactly(0);
    }

    @Test
    void aPieceThatIsTooLargeIsPassedOver() {
        assertThat(HeldOut.choose(List.of(new HeldOut.Piece(1, 90), new HeldOut.Piece(2, 10)), 0.1))
                .containsExactly(1);
        assertThat(HeldOut.choose(List.of(new HeldOut.Piece(1, 90)), 0.1)).isEmpty();
    }
}
