package io.negawatt.train.parallel;

import io.negawatt.train.learn.Compressor;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Exchanges what a {@link Compressor} makes of the gradients when backward is through. */
record CompressedExchange(Group group, Compressor compressor) implements GradientExchange {
    @Override
    public void prepare(boolean exchanges) {}

    @Override
    public void backward(Runnable work) {
        work.run();
    }

    @Override
    public void finish() {
        compressor.exchange(this::mean);
    }

    private void mean(List<Tensor> tensors) {
        var share = new Scalar(1.0 / group.place().workers());
        tensors.forEach(tensor -> tensor.mul_(share));
        group.sum(tensors);
    }

    @Override
    public long bytes() {
        return compressor.bytes();
    }
}
