package io.negawatt.train.parallel;

import org.bytedeco.pytorch.Tensor;

/** How workers come to the mean of their gradients. Afterward all have the same gradients, bit for bit. */
interface GradientExchange extends AutoCloseable {

    /** Gets ready for a forward pass whose backward pass will exchange gradients; false: it will only add to them. */
    void prepare(boolean exchanges);

    /** Runs backward from the loss; where it was prepared for, exchanging begins with the first gradients that are ready. */
    void backward(Tensor loss);

    /**
     * Waits until the gradients are those of all workers.
     *
     * @return time within {@link #backward} that was only spent waiting, in ns, as far as it is known
     */
    long finish();

    /** {@return bytes of gradients that a worker hands over at each exchange} */
    long bytes();

    @Override
    default void close() {}
}
