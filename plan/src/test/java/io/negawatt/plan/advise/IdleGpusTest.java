package io.negawatt.plan.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IdleGpusTest {
    private final IdleGpus idle = new IdleGpus();

    @Test
    void aGpuThatDrawsWhatAnUnusedOneDrawsIsNamedAndLeftOut() {
        var run = Runs.run().gpu("NVIDIA H100 80GB HBM3", 600).gpu("NVIDIA H100 80GB HBM3", 60);
        assertThat(idle.of(run.subject())).singleElement().satisfies(finding -> {
            var energy = finding.change().orElseThrow().energy();
            assertThat(energy.low()).isCloseTo(-60.0 / 660, within(1e-9));
            assertThat(energy.high())
                    .as("nothing is saved where nobody takes it")
                    .isZero();
            assertThat(finding.command())
                    .containsExactly("env", "CUDA_VISIBLE_DEVICES=0", "negawatt", "run", "--", "python", "train.py");
        });
    }

    @Test
    void busyGpusAreLeftAlone() {
        var run = Runs.run().gpu("NVIDIA H100 80GB HBM3", 600).gpu("NVIDIA H100 80GB HBM3", 500);
        assertThat(idle.of(run.subject())).isEmpty();
    }
}
