package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LateGainTest {
    @Test
    void theShareIsTakenBetweenTheTargetsThatEncloseIt() {
        var training = List.of(new LateGain.Reached(0.9, 10), new LateGain.Reached(1.0, 20));
        // 0.98 of the best is four fifths of the way: epoch 18 of 20.
        assertThat(LateGain.share(training).orElseThrow()).isCloseTo(0.1, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void oneTargetTellsNothing() {
        assertThat(LateGain.share(List.of(new LateGain.Reached(0.9, 10)))).isEmpty();
    }

    @Test
    void theLastOfTheQualityTakesAPartOfTheEpochs() {
        var epochs = LateGain.shipped().epochs();
        assertThat(epochs.low()).isGreaterThanOrEqualTo(0);
        assertThat(epochs.high()).isLessThan(1);
        assertThat(epochs.mid()).isBetween(0.02, 0.6);
    }
}
