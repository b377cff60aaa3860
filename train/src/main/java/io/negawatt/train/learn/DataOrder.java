package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;
import java.util.Arrays;

/**
 * Which rows of the training data make up which batch: a pure function of the seed and the step, so that a resumed run goes
 * on exactly where the other stopped, and a run on more workers sees the same batches.
 *
 * <p>Each epoch is a new shuffle in which no row comes twice. The rows that are left when no full batch fits any more, other
 * ones in each epoch, are passed over.
 *
 * @param seed chooses the shuffles
 * @param rows number of rows, numbered from 0
 * @param batchRows rows of a global batch, over all workers together
 */
public record DataOrder(long seed, long rows, int batchRows) {

    /** @throws BadInputException where there are fewer rows than a batch takes */
    public DataOrder {
        if (batchRows < 1) {
            throw new IllegalArgumentException("a batch needs at least 1 row, but got " + batchRows);
        }
        if (rows < batchRows) {
            throw BadInputException.of("train.order.bad.rows", rows, batchRows);
        }
    }

    /** {@return full batches in an epoch} */
    public long stepsPerEpoch() {
        return rows / batchRows;
    }

    /** {@return the epoch, from 0, that {@code step}, from 0, lies in} */
    public long epoch(long step) {
        return step / stepsPerEpoch();
    }

    /** {@return the rows of the global batch of {@code step}, from 0} */
    public long[] batch(long step) {
        return slice(step, 0, batchRows);
    }

    /**
     * {@return the rows of the batch of {@code step} that fall to worker {@code rank} of {@code workers}; joined in the order
     * of the ranks they are the batch}
     *
     * @throws BadInputException where the batch cannot be shared evenly, since the mean of the workers' gradients would
     *     then not be that of the batch
     */
    public long[] share(long step, int rank, int workers) {
        if (rank < 0 || rank >= workers) {
            throw new IllegalArgumentException("rank %d of %d workers".formatted(rank, workers));
        }
        if (batchRows % workers != 0) {
            throw BadInputException.of("train.order.bad.workers", batchRows, workers);
        }
        int each = batchRows / workers;
        return slice(step, rank * each, each);
    }

    private long[] slice(long step, int from, int count) {
        var shuffle = new Permutation(rows, seed, epoch(step));
        long first = step % stepsPerEpoch() * batchRows + from;
        var slice = new long[count];
        Arrays.setAll(slice, i -> shuffle.at(first + i));
        return slice;
    }
}
