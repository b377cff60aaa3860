package io.negawatt.train.parallel;

import io.negawatt.train.learn.Parameters;
import io.negawatt.train.learn.Parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Exchanges the gradients when backward is through, a bucket at a time: nothing overlaps, and any loss can be used. */
final class BucketExchange implements GradientExchange {
    private final List<Parameter> trained;
    private final Group group;
    private final Buckets buckets;
    private final boolean halves;

    /** @param halves whether gradients travel as 16-bit floats */
    BucketExchange(Parameters parameters, Group group, Buckets buckets, boolean halves) {
        this.trained = parameters.trained();
        this.group = group;
        this.buckets = buckets;
        this.halves = halves;
    }

    @Override
    public void prepare(boolean exchanges) {}

    @Override
    public void backward(Runnable work) {
        work.run();
    }

    @Override
    public void finish() {
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            var filled = new ArrayList<Tensor>();
            for (var bucket : buckets.of()) {
                filled.add(share(torch.cat(gradients(bucket))));
            }
            group.sum(filled);
            for (int i = 0; i < filled.size(); i++) {
                unpack(filled.get(i), buckets.of().get(i));
            }
        }
    }

    /** {@return a worker's share of the mean} */
    private Tensor share(Tensor gradients) {
        int workers = group.place().workers();
        return halves
                ? gradients.to(torch.ScalarType.Half).div_(new Scalar((double) workers))
                : gradients.mul_(new Scalar(1.0 / workers));
    }

    private TensorVector gradients(List<Integer> bucket) {
        return new TensorVector(bucket.stream().map(i -> gradient(i).view(-1)).toArray(Tensor[]::new));
    }

    private void unpack(Tensor filled, List<Integer> bucket) {
        long at = 0;
        for (int i : bucket) {
            long size = trained.get(i).size();
            gradient(i).view(-1).copy_(filled.narrow(0, at, size));
            at += size;
        }
    }

    private Tensor gradient(int i) {
        return trained.get(i).tensor().grad();
    }

    @Override
    public long bytes() {
        return trained.stream().mapToLong(Parameter::size).sum() * (halves ? Short.BYTES : Float.BYTES);
    }
}
