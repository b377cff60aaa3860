package io.negawatt.plan.advise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchSizeTest {
    @Test
    void aSmallBatchIsRaisedAsFarAsTheWishAllows() {
        var tight = new BatchSize().of(Servings.serving(0.03)).getFirst();
        var loose = new BatchSize().of(Servings.serving(0.2)).getFirst();
        double tightBatch = Double.parseDouble(tight.title().args().getFirst());
        double looseBatch = Double.parseDouble(loose.title().args().getFirst());
        assertThat(looseBatch).isGreaterThanOrEqualTo(tightBatch).isGreaterThan(16);
        assertThat(loose.change().orElseThrow().energy().high()).isNegative();
        assertThat(loose.change().orElseThrow().time().mid()).isPositive();
        assertThat(loose.command())
                .containsSequence("--max-num-seqs", loose.title().args().getFirst());
    }

    @Test
    void whoRunsTheBestBatchHearsNothing() {
        var best = new BatchSize()
                .of(Servings.serving(0.05))
                .getFirst()
                .title()
                .args()
                .getFirst();
        assertThat(new BatchSize().of(Servings.serving(0.05, "max_num_seqs", best)))
                .isEmpty();
    }
}
