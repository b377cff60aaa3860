package io.negawatt.train.parallel;

import io.negawatt.train.learn.Learner;

/** Chooses how gradients are exchanged. */
final class GradientExchanges {
    private static final long FIRST_BUCKET_BYTES = 1_000_000;
    private static final long BUCKET_BYTES = 4_000_000;

    private GradientExchanges() {}

    /** @param overlap whether gradients travel while backward still runs, where nothing stands against it */
    static GradientExchange of(Learner learner, Group group, boolean overlap) {
        var parameters = learner.model().parameters();
        var compressor = learner.compressor();
        if (compressor.isPresent()) {
            return new CompressedExchange(group, compressor.get());
        }
        var buckets = Buckets.bySize(parameters.trained(), FIRST_BUCKET_BYTES, BUCKET_BYTES);
        return overlap || learner.halvesGradients()
                ? new OverlappedExchange(parameters, group, buckets, learner.halvesGradients())
                : new BucketExchange(parameters, group, buckets);
    }
}
