package io.negawatt.train.learn;

import org.bytedeco.pytorch.Tensor;

/**
 * What one forward pass takes.
 *
 * @param input token ids, int64 {@code [rows, length]}
 * @param target what is to be predicted: token ids {@code [rows, length]} for a language model, labels as float32
 *     {@code [rows]} for a classifier
 */
public record Batch(Tensor input, Tensor target) {

    /** {@return tokens that go in, padding included} */
    public long tokens() {
        return input.numel();
    }

    /** {@return rows that go in} */
    public long rows() {
        return input.size(0);
    }
}
