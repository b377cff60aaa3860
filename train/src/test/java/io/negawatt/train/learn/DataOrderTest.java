package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.text.BadInputException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataOrderTest {
    private static final int[] WORKERS = {1, 2, 3, 4, 6, 12};

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    private static DataOrder order(long seed) {
        var random = new Random(seed);
        int batch = 12 * (1 + random.nextInt(3));
        return new DataOrder(seed, batch + random.nextInt(500), batch);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noRowComesTwiceInAnEpochAndFewerThanABatchAreLeftOver(long seed) {
        var order = order(seed);
        for (long epoch = 0; epoch < 3; epoch++) {
            long first = epoch * order.stepsPerEpoch();
            long[] rows = LongStream.range(first, first + order.stepsPerEpoch())
                    .flatMap(step -> Arrays.stream(order.batch(step)))
                    .toArray();

            assertThat(LongStream.of(rows).boxed())
                    .doesNotHaveDuplicates()
                    .allMatch(row -> row >= 0 && row < order.rows());
            assertThat(order.rows() - rows.length).isBetween(0L, order.batchRows() - 1L);
            assertThat(order.epoch(first)).isEqualTo(epoch);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSharesOfAnyNumberOfWorkersAreTheBatchInTheOrderOfTheRanks(long seed) {
        var order = order(seed);
        long step = seed * 7;
        for (int workers : WORKERS) {
            long[] joined = IntStream.range(0, workers)
                    .boxed()
                    .flatMapToLong(rank -> Arrays.stream(order.share(step, rank, workers)))
                    .toArray();

            assertThat(joined).containsExactly(order.batch(step));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aRunThatResumesSeesTheSameBatchesAsOneThatDidNotStop(long seed) {
        var unbroken = order(seed);
        for (long step = 0; step < 40; step++) {
            unbroken.batch(step);
        }
        var resumed = new DataOrder(seed, unbroken.rows(), unbroken.batchRows());

        assertThat(resumed.batch(40)).containsExactly(unbroken.batch(40));
    }

    @Test
    void epochsAndSeedsDiffer() {
        var order = new DataOrder(1, 1000, 100);

        assertThat(order.batch(0)).isNotEqualTo(order.batch(order.stepsPerEpoch()));
        assertThat(order.batch(0)).isNotEqualTo(new DataOrder(2, 1000, 100).batch(0));
    }

    /** What a checkpoint relies on: changing these figures makes old checkpoints resume on other data. */
    @Test
    void theOrderNeverChanges() {
        assertThat(new DataOrder(42, 1_000_000, 4).batch(3)).containsExactly(154842, 423616, 603773, 674472);
    }

    @Test
    void tooFewRowsAreRefused() {
        assertThatThrownBy(() -> new DataOrder(1, 31, 32))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "There are 31 rows for training, fewer than a batch of 32; give a smaller batch or more text.");
    }

    @Test
    void aBatchThatCannotBeSharedEvenlyIsRefused() {
        assertThatThrownBy(() -> new DataOrder(1, 100, 32).share(0, 0, 3))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("A batch of 32 rows cannot be shared evenly among 3 workers");
    }
}
