package io.negawatt.train.parallel;

import io.negawatt.core.text.BadInputException;
import io.negawatt.train.learn.Learner;
import io.negawatt.train.learn.Torch;
import java.util.Optional;

/** Chooses how gradients are exchanged. */
final class GradientExchanges {
    /**
     * Two workers of one thread and 3.3 M parameters came to 0.945 × 2 of the tokens of one with these, to 0.92 × 2 with 1 and
     * 4 MB, to 0.88 × 2 with 1 and 25 MB: the last bucket is waited for in full, so it had better be small.
     */
    private static final long FIRST_BUCKET_BYTES = 300_000;

    private static final long BUCKET_BYTES = 1_500_000;
    private static final long BYTES_PER_MB = 1_000_000;

    private GradientExchanges() {}

    /**
     * {@return the exchange of a worker, which all others choose alike}
     *
     * @param overlap whether gradients travel while backward still runs, where nothing stands against it
     * @throws BadInputException where they were to travel through memory that the workers do not share
     */
    static GradientExchange of(Learner learner, Group group, boolean overlap, Transport transport) {
        var compressor = learner.compressor();
        // What a GPU computes has to be waited for before the host can read it, which would hold up its backward pass.
        boolean overlaps = overlap && Torch.device().isHost();
        return compressor.isPresent()
                ? new CompressedExchange(group, compressor.get())
                : overMemory(learner, group, overlaps, transport)
                        .orElseGet(() -> overSockets(learner, group, overlaps));
    }

    private static Optional<GradientExchange> overMemory(
            Learner learner, Group group, boolean overlap, Transport transport) {
        if (transport == Transport.SOCKETS) {
            return Optional.empty();
        }
        var trained = learner.model().parameters().trained();
        var layout = SharedLayout.of(buckets(learner), trained, learner.halvesGradients());
        var memory = SharedMemory.agree(group, layout.bytes());
        if (memory.isEmpty() && transport == Transport.MEMORY) {
            long all = layout.bytes() * group.place().workers();
            throw BadInputException.of("train.exchange.memory", group.place().workers(), 1 + all / BYTES_PER_MB);
        }
        return memory.map(shared -> new SharedExchange(trained, layout, shared, group.place(), overlap));
    }

    private static GradientExchange overSockets(Learner learner, Group group, boolean overlap) {
        var parameters = learner.model().parameters();
        return overlap
                ? new OverlappedExchange(parameters, group, buckets(learner), learner.halvesGradients())
                : new BucketExchange(parameters, group, buckets(learner), learner.halvesGradients());
    }

    private static Buckets buckets(Learner learner) {
        return Buckets.bySize(learner.model().parameters().trained(), FIRST_BUCKET_BYTES, BUCKET_BYTES);
    }
}
