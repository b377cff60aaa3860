package io.negawatt.train.parallel;

import org.bytedeco.pytorch.Tensor;

/** One worker alone: its gradients are all there are. */
record NoExchange() implements GradientExchange {
    @Override
    public void prepare(boolean exchanges) {}

    @Override
    public void backward(Tensor loss) {
        loss.backward();
    }

    @Override
    public long finish() {
        return 0;
    }

    @Override
    public long bytes() {
        return 0;
    }
}
