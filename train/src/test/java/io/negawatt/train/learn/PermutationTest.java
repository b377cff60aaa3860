package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 100, 255, 256, 257, 1023, 4097})
    void everyNumberStandsInExactlyOnePlace(long size) {
        for (long seed = 0; seed < 40; seed++) {
            var shuffle = new Permutation(size, seed, seed % 3);
            long[] sorted = LongStream.range(0, size).map(shuffle::at).sorted().toArray();

            assertThat(sorted).containsExactly(LongStream.range(0, size).toArray());
        }
    }

    @Test
    void reachesSizesThatNoArrayHolds() {
        var shuffle = new Permutation(1L << 40, 1, 0);

        assertThat(LongStream.range(0, 1000).map(shuffle::at).distinct().count())
                .isEqualTo(1000);
    }

    /**
     * Over 6,000 seeds each of 12 numbers should stand in each of 12 places about 500 times. The chi-square of 121 degrees of
     * freedom lies below 190 in all but 1 of 10,000 fair shuffles; a shuffle that favors places by a tenth exceeds it.
     */
    @Test
    void everyNumberStandsInEveryPlaceEquallyOften() {
        int size = 12;
        int seeds = 6000;
        var seen = new int[size][size];
        for (long seed = 0; seed < seeds; seed++) {
            var shuffle = new Permutation(size, seed, 0);
            for (int place = 0; place < size; place++) {
                seen[place][(int) shuffle.at(place)]++;
            }
        }

        assertThat(chiSquare(seen, seeds / (double) size)).isBetween(60.0, 190.0);
    }

    private static double chiSquare(int[][] seen, double expected) {
        double sum = 0;
        for (int[] row : seen) {
            for (int count : row) {
                sum += (count - expected) * (count - expected) / expected;
            }
        }
        return sum;
    }
}
