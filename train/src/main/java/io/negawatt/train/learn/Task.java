package io.negawatt.train.learn;

import java.util.stream.Stream;

/** What is to be learned: rows to learn from, and held-out rows that are only looked at. */
public interface Task {

    /** {@return number of training rows} */
    long rows();

    /**
     * {@return these training rows as tensors}
     *
     * @param rows numbers from 0
     * @param context tokens of a row at most
     */
    Batch batch(long[] rows, int context);

    /** {@return the part of the held-out rows that falls to one of so many workers, batch by batch; the same each time} */
    Stream<Batch> heldOut(int rank, int workers);

    /** {@return how the logits for a batch compare with its targets} */
    Tally tally(Model model, Batch batch);
}
