package io.negawatt.train.learn;

import org.bytedeco.pytorch.Tensor;

/** The processors: nothing is ever copied, and nothing is still going on when a call returns. */
record Host() implements Device {
    @Override
    public String label() {
        return "cpu";
    }

    @Override
    public boolean isHost() {
        return true;
    }

    @Override
    public Tensor place(Tensor onHost) {
        return onHost;
    }

    @Override
    public Tensor read(Tensor placed) {
        return placed;
    }

    @Override
    public void write(Tensor onHost, Tensor placed) {}

    @Override
    public void await() {}
}
