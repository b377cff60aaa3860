package io.negawatt.train.learn;

import org.bytedeco.pytorch.Tensor;

/**
 * libtorch's device of shapes without values: computes nothing, and refuses an operation whose tensors are not all on it, as a
 * GPU does.
 */
final class Shapes implements Device {
    @Override
    public String label() {
        return "meta";
    }

    @Override
    public boolean isHost() {
        return false;
    }

    @Override
    public Tensor place(Tensor onHost) {
        return onHost.meta();
    }

    @Override
    public Tensor read(Tensor placed) {
        throw new IllegalStateException("there are no values");
    }

    @Override
    public void write(Tensor onHost, Tensor placed) {
        throw new IllegalStateException("there are no values");
    }

    @Override
    public void await() {}
}
