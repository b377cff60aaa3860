package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PowerLimitTest {
    private final PowerLimit limit = PowerLimit.shipped();

    @Test
    void aLimitFarAboveTheMeanPowerDoesNothing() {
        var effect = limit.at(3);
        assertThat(effect.power()).isCloseTo(1, within(0.01));
        assertThat(effect.time().mid()).isCloseTo(1, within(0.01));
        assertThat(effect.energy().high()).isLessThan(1.02);
    }

    @Test
    void aLowerLimitDrawsLessAndTakesLonger() {
        for (double ratio = 1.5; ratio > 0.5; ratio -= 0.05) {
            var high = limit.at(ratio);
            var low = limit.at(ratio - 0.05);
            assertThat(low.power()).isLessThan(high.power());
            assertThat(low.time().mid()).isGreaterThan(high.time().mid());
        }
    }

    @Test
    void energyIsPowerTimesTimeWithinItsRange() {
        for (double ratio = 0.5; ratio < 2; ratio += 0.1) {
            var effect = limit.at(ratio);
            assertThat(effect.energy().mid())
                    .isCloseTo(effect.power() * effect.time().mid(), within(1e-12));
            assertThat(effect.energy().low())
                    .isLessThanOrEqualTo(effect.energy().mid());
            assertThat(effect.power()).as("no clock takes the floor away").isGreaterThan(limit.floor());
        }
    }

    @Test
    void itSaysWhatItWasFittedTo() {
        assertThat(limit.data()).extracting(DataIdentity::file).isEqualTo(PowerLimit.FILES);
        assertThat(limit.data()).allSatisfy(data -> assertThat(data.rows()).isPositive());
    }
}
