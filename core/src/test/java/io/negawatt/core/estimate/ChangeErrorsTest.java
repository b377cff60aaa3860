package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ChangeErrorsTest {
    private final InferenceEstimator estimator = InferenceEstimator.shipped();
    private final InferenceEstimate now = estimator.estimate(Cases.deployment());

    private double width(Deployment other) {
        var ratio = estimator.energyRatio(now, estimator.estimate(other));
        return Math.log(ratio.high() / ratio.mid());
    }

    @Test
    void aDeploymentOverItselfIsOneForSure() {
        var ratio = estimator.energyRatio(now, now);
        assertThat(ratio.low()).isEqualTo(1);
        assertThat(ratio.high()).isEqualTo(1);
    }

    @Test
    void aRatioIsSurerThanEachOfItsParts() {
        double own = Math.log(now.joulesPerToken().high() / now.joulesPerToken().mid());
        assertThat(width(now.deployment().withMaxSequences(64))).isPositive().isLessThan(own);
    }

    @Test
    void whatChangesMoreIsLessSure() {
        double batch = width(now.deployment().withMaxSequences(64));
        double gpus = width(now.deployment().withGpus(4));
        double both = width(now.deployment().withGpus(4).withMaxSequences(64));
        assertThat(both).isCloseTo(Math.hypot(batch, gpus), within(1e-9));
    }

    @Test
    void aRatioAndItsInverseAreTheSame() {
        var other = estimator.estimate(now.deployment().withMaxSequences(128));
        var there = estimator.energyRatio(now, other);
        var back = estimator.energyRatio(other, now);
        assertThat(there.mid() * back.mid()).isCloseTo(1, within(1e-12));
        assertThat(there.low()).isCloseTo(1 / back.high(), within(1e-12));
    }
}
