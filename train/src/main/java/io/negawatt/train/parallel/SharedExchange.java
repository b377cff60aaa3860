package io.negawatt.train.parallel;

import io.negawatt.train.learn.Parameters.Parameter;
import io.negawatt.train.parallel.SharedMemory.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.VoidTensorHook;

/**
 * Exchanges gradients through memory that the workers of one machine share: each puts a bucket there as soon as backward has
 * made it, sums the part of it that is its to sum, and takes the other parts from those who summed them. The training thread
 * does all of that between two operations of backward, so that nobody has to be woken for it.
 *
 * <p>Sums go by rank, from 0 up, whoever makes them and however parameters are parted into buckets. So all exchanges over
 * memory come to the same bits; with two workers those over sockets do too, because a + b = b + a.
 */
final class SharedExchange implements GradientExchange {
    private final List<Parameter> trained;
    private final SharedLayout layout;
    private final SharedMemory memory;
    private final List<SharedBucket> buckets;
    private final Optional<Watch> watch;
    private boolean exchanging;

    // Buckets since the start, by how far this worker is with them.
    private long begun;
    private long filled;
    private long summed;
    private long gathered;

    /**
     * An exchange over all trained parameters.
     *
     * @param memory a region of {@link SharedLayout#bytes} for each worker; closed with this
     * @param overlap whether exchanging begins while backward still runs
     */
    SharedExchange(List<Parameter> trained, SharedLayout layout, SharedMemory memory, Place place, boolean overlap) {
        this.trained = trained;
        this.layout = layout;
        this.memory = memory;
        this.buckets = SharedBucket.of(trained, layout, memory, place);
        this.watch = overlap ? Optional.of(new Watch()) : Optional.empty();
    }

    /** Called by backward before it adds to the gradient of a parameter; those that it added to before are done then. */
    private final class Watch extends VoidTensorHook {
        private final List<Integer> ids = new ArrayList<>();

        Watch() {
            for (var parameter : trained) {
                ids.add(parameter.tensor().register_hook(this));
            }
        }

        @Override
        public void call(TensorBase gradient) {
            // A gradient that somebody else holds is copied by autograd.
            gradient.close();
            if (exchanging) {
                fillBuckets(false);
                boolean unused = goOn();
            }
        }

        void remove() {
            for (int i = 0; i < ids.size(); i++) {
                trained.get(i).tensor().remove_hook(ids.get(i));
            }
            close();
        }
    }

    @Override
    public void prepare(boolean exchanges) {
        exchanging = exchanges;
    }

    @Override
    public void backward(Runnable work) {
        if (exchanging) {
            begun += buckets.size();
            buckets.forEach(SharedBucket::begin);
        }
        work.run();
    }

    /** Fills buckets in their order, as far as their gradients are ready or are {@code all} that will come. */
    private void fillBuckets(boolean all) {
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            while (filled < begun && bucket(filled).fill(all)) {
                memory.tell(Stage.FILLED, ++filled);
            }
        }
    }

    /** Does what others have made possible. {@return whether everybody is through} */
    private boolean goOn() {
        while (summed < filled && memory.all(Stage.FILLED, summed + 1)) {
            bucket(summed).sum();
            memory.tell(Stage.SUMMED, ++summed);
        }
        while (gathered < summed && memory.all(Stage.SUMMED, gathered + 1)) {
            bucket(gathered).gather();
            memory.tell(Stage.GATHERED, ++gathered);
        }
        return memory.all(Stage.GATHERED, begun);
    }

    private SharedBucket bucket(long number) {
        return buckets.get((int) (number % buckets.size()));
    }

    /** Afterward nobody reads this worker's gradients any more, so that it may change them. */
    @Override
    public void finish() {
        fillBuckets(true);
        memory.await(this::goOn, begun);
        buckets.forEach(SharedBucket::deliver);
        exchanging = false;
    }

    @Override
    public long bytes() {
        return layout.elements() * layout.bytesPerElement();
    }

    @Override
    public void close() {
        watch.ifPresent(Watch::remove);
        buckets.forEach(SharedBucket::close);
        memory.close();
    }
}
