package io.negawatt.train.parallel;

import io.negawatt.train.learn.Parameters;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolVector;
import org.bytedeco.pytorch.Reducer;
import org.bytedeco.pytorch.SizeTStringMap;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Sends a bucket of gradients as soon as backward has made them, while it goes on with the next: libtorch's {@code Reducer},
 * which PyTorch's DistributedDataParallel is made of (Li et al. 2020, <i>PyTorch distributed</i>, VLDB 13).
 */
final class OverlappedExchange implements GradientExchange {
    private final Reducer reducer;
    private final TensorVector tensors;
    private final long bytes;
    private boolean exchanging;
    private long backwardNs;
    private long readyNs;

    /**
     * An exchange over all trained parameters.
     *
     * @param halves whether gradients travel as 16-bit floats
     */
    OverlappedExchange(Parameters parameters, Group group, Buckets buckets, boolean halves) {
        var trained = parameters.trained();
        tensors = parameters.trainedTensors();
        var sparse = new BoolVector(trained.size());
        for (int i = 0; i < trained.size(); i++) {
            sparse.put(i, false);
        }
        reducer = new Reducer(
                tensors,
                buckets.toNative(),
                group.nativeGroup(),
                sparse,
                Long.MAX_VALUE,
                false,
                true,
                new SizeTStringMap(),
                Long.MAX_VALUE,
                false,
                false);
        if (halves) {
            reducer.register_builtin_comm_hook(torch.BuiltinCommHookType.FP16_COMPRESS);
        }
        long elements = trained.stream().mapToLong(Parameters.Parameter::size).sum();
        bytes = elements * (halves ? 2 : 4);
    }

    @Override
    public void prepare(boolean exchanges) {
        exchanging = exchanges;
        if (exchanges) {
            reducer.prepare_for_forward();
        }
    }

    @Override
    public void backward(Runnable work) {
        long before = System.nanoTime();
        if (exchanging) {
            reducer.prepare_for_backward(new TensorVector());
        }
        work.run();
        backwardNs = System.nanoTime() - before;
        readyNs = exchanging ? lastReadyNs() : backwardNs;
    }

    /** {@return when the last gradient was made, counted from the start of backward} */
    private long lastReadyNs() {
        try (var _ = new PointerScope()) {
            var stats = reducer.get_backward_stats();
            long last = 0;
            for (long i = 0; i < stats.size(); i++) {
                last = Math.max(last, stats.get(i));
            }
            return last;
        }
    }

    @Override
    public long waitedNs() {
        return Math.max(0, backwardNs - readyNs);
    }

    /** Backward itself waits for the last bucket at its end. */
    @Override
    public void finish() {}

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        reducer.remove_autograd_hooks();
        reducer.close();
        tensors.close();
    }
}
