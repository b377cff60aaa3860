package io.negawatt.train.parallel;

import io.negawatt.train.learn.Parameters.Parameter;
import io.negawatt.train.learn.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Gradients that are exchanged together, in the regions of all workers. Each worker sums an equal part of them. */
final class SharedBucket implements AutoCloseable {
    private final int rank;
    private final int workers;
    private final boolean halves;

    /** Whether parameters cannot take their gradients from the region itself: they are of another type, or elsewhere. */
    private final boolean copies;

    private final List<Slot> slots = new ArrayList<>();

    /** Of each worker's region the part that this worker sums. */
    private final List<Tensor> toSum = new ArrayList<>();

    /** Of this worker's region and of each other's the part that the other sums. */
    private final List<Tensor> toGather = new ArrayList<>();

    private final List<Tensor> summedByOthers = new ArrayList<>();
    private final Tensor share;
    private final Tensor lowerRanks;

    /** A parameter and its place in this worker's region. */
    private static final class Slot {
        final Tensor parameter;
        final Tensor place;
        boolean filled;

        /** Changes to the gradient before this backward pass; none where there was no gradient. */
        long changesBefore;

        Slot(Tensor parameter, Tensor place) {
            this.parameter = parameter;
            this.place = place;
        }

        /** A gradient that is there counts its changes from 0. */
        private long changes() {
            var gradient = parameter.mutable_grad();
            return gradient.defined() ? gradient._version() : NONE;
        }

        void begin() {
            filled = false;
            changesBefore = changes();
        }

        boolean isReady() {
            return changes() != changesBefore;
        }
    }

    private static final long NONE = -1;

    private SharedBucket(SharedLayout layout, int number, List<Parameter> trained, SharedMemory memory, Place place) {
        this.rank = place.rank();
        this.workers = place.workers();
        this.halves = layout.halves();
        this.copies = halves || !Torch.device().isHost();
        var regions = IntStream.range(0, workers)
                .mapToObj(worker -> region(layout, number, memory, worker))
                .toList();
        long at = 0;
        for (int parameter : layout.buckets().of().get(number)) {
            long size = layout.sizes().get(parameter);
            var shape = trained.get(parameter).shape().stream()
                    .mapToLong(Long::longValue)
                    .toArray();
            slots.add(new Slot(
                    trained.get(parameter).tensor(),
                    regions.get(rank).narrow(0, at, size).view(shape)));
            at += size;
        }
        for (int worker = 0; worker < workers; worker++) {
            toSum.add(part(regions.get(worker), rank));
            toGather.add(part(regions.get(rank), worker));
            summedByOthers.add(part(regions.get(worker), worker));
        }
        share = torch.scalar_tensor(
                new Scalar(1.0 / workers), regions.getFirst().options());
        lowerRanks = torch.empty_like(toSum.getFirst());
    }

    /** {@return the buckets of a worker, in the order in which they are filled} */
    static List<SharedBucket> of(List<Parameter> trained, SharedLayout layout, SharedMemory memory, Place place) {
        return IntStream.range(0, layout.buckets().of().size())
                .mapToObj(number -> new SharedBucket(layout, number, trained, memory, place))
                .toList();
    }

    private static Tensor region(SharedLayout layout, int number, SharedMemory memory, int worker) {
        long elements = layout.elements(number);
        var bytes = memory.region(worker, layout.from(number), elements * layout.bytesPerElement());
        var type = layout.halves() ? torch.ScalarType.Half : torch.ScalarType.Float;
        return torch.from_blob(new BytePointer(bytes), new long[] {elements}, new TensorOptions(type));
    }

    private Tensor part(Tensor region, int ofRank) {
        long from = region.numel() * ofRank / workers;
        return region.narrow(0, from, region.numel() * (ofRank + 1) / workers - from);
    }

    /** Gets ready for a backward pass. */
    void begin() {
        slots.forEach(Slot::begin);
    }

    /**
     * Puts a worker's share of the mean into its region.
     *
     * @param all whether no more gradients will come, so that those that are not there count as zero
     * @return whether all parameters are in
     */
    boolean fill(boolean all) {
        boolean full = true;
        for (var slot : slots) {
            if (!slot.filled && (all || slot.isReady())) {
                fill(slot);
            }
            full &= slot.filled;
        }
        return full;
    }

    private void fill(Slot slot) {
        var gradient = slot.parameter.mutable_grad();
        slot.filled = true;
        if (!gradient.defined()) {
            slot.place.zero_();
        } else if (halves) {
            slot.place.copy_(gradient).div_(new Scalar((double) workers));
        } else if (copies) {
            slot.place.copy_(gradient).mul_(share);
        } else {
            torch.mul_out(slot.place, gradient, share);
        }
        if (copies) {
            if (!gradient.defined()) {
                gradient.put(torch.zeros_like(slot.parameter));
            }
        } else {
            // From here on the parameter's gradient is what lies in the region, which becomes the mean.
            gradient.put(slot.place);
        }
    }

    /** Adds up this worker's part, from rank 0 up. */
    void sum() {
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            var own = toSum.get(rank);
            if (rank == 1) {
                own.add_(toSum.getFirst());
            } else if (rank > 1) {
                lowerRanks.copy_(toSum.getFirst());
                toSum.subList(1, rank).forEach(lowerRanks::add_);
                own.add_(lowerRanks);
            }
            toSum.subList(rank + 1, workers).forEach(own::add_);
        }
    }

    /** Takes the parts that others have added up. */
    void gather() {
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            for (int other = 0; other < workers; other++) {
                if (other != rank) {
                    toGather.get(other).copy_(summedByOthers.get(other));
                }
            }
        }
    }

    /** Hands over what parameters do not take from the region themselves. */
    void deliver() {
        if (copies) {
            try (var _ = new PointerScope();
                    var _ = new NoGradGuard()) {
                slots.forEach(slot -> slot.parameter.mutable_grad().copy_(slot.place));
            }
        }
    }

    @Override
    public void close() {
        slots.forEach(slot -> slot.place.close());
        List.of(toSum, toGather, summedByOthers).forEach(parts -> parts.forEach(Tensor::close));
        share.close();
        lowerRanks.close();
    }
}
