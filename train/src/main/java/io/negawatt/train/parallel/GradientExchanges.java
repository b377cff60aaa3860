package io.negawatt.train.parallel;

import io.negawatt.train.learn.Learner;

/** Chooses how gradients are exchanged. */
final class GradientExchanges {
    /**
     * Two workers of one thread and 3.3 M parameters came to 0.945 × 2 of the tokens of one with these, to 0.92 × 2 with 1 and
     * 4 MB, to 0.88 × 2 with 1 and 25 MB: the last bucket is waited for in full, so it had better be small.
     */
    private static final long FIRST_BUCKET_BYTES = 300_000;

    private static final long BUCKET_BYTES = 1_500_000;

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
