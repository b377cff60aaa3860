package io.negawatt.plan.advise;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.estimate.PowerLimit;
import org.junit.jupiter.api.Test;

class PowerCapTest {
    private final PowerCap cap = new PowerCap();

    @Test
    void aBusyGpuIsLimitedAndTheWorkTakesHardlyLonger() {
        var found = cap.of(Runs.run().gpu("NVIDIA H100 80GB HBM3", 650).subject());
        assertThat(found).singleElement().satisfies(finding -> {
            var change = finding.change().orElseThrow();
            assertThat(change.energy().mid()).isBetween(-0.4, -0.05);
            assertThat(change.time().mid()).isBetween(0.0, 0.05);
            assertThat(finding.command()).startsWith("sudo", "nvidia-smi", "-i", "0", "-pl");
        });
    }

    @Test
    void aGpuThatWaitsIsNot() {
        assertThat(cap.of(Runs.run().gpu("NVIDIA H100 80GB HBM3", 150).subject()))
                .isEmpty();
    }

    @Test
    void whatStandsAroundTheGpuRunsOnForLonger() {
        var effect = PowerLimit.shipped().at(0.6);
        double alone = PowerCap.change(effect, 1).energy().mid();
        double amongOthers = PowerCap.change(effect, 0.5).energy().mid();
        assertThat(alone).isLessThan(amongOthers);
        assertThat(PowerCap.change(effect, 0).energy().mid())
                .isEqualTo(PowerCap.change(effect, 0).time().mid());
    }
}
