package io.negawatt.train.parallel;

/** How workers come to the mean of their gradients. Afterward all have the same gradients, bit for bit. */
interface GradientExchange extends AutoCloseable {

    /** Gets ready for a pass that ends with an exchange; false: a pass that only adds to the gradients. */
    void prepare(boolean exchanges);

    /** Runs the backward pass; where it was prepared for, exchanging begins with the first gradients that are ready. */
    void backward(Runnable work);

    /** {@return time that the last {@link #backward} only waited for other workers, in ns} */
    default long waitedNs() {
        return 0;
    }

    /** Waits until the gradients are those of all workers. */
    void finish();

    /** {@return bytes of gradients that a worker hands over at each exchange} */
    long bytes();

    @Override
    default void close() {}
}
