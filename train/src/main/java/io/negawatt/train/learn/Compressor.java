package io.negawatt.train.learn;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Exchanges gradients in fewer bytes than they have. */
public interface Compressor {

    /** Makes each tensor, in place, the mean of those of all workers. */
    @FunctionalInterface
    interface Mean {
        /** Waits until all are through. */
        void over(List<Tensor> tensors);
    }

    /** Replaces the gradients by an approximation of their mean over all workers; all workers get the same bits. */
    void exchange(Mean mean);

    /** {@return bytes that a worker hands over at each exchange} */
    long bytes();
}
