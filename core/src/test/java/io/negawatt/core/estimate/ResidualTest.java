package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResidualTest {
    private final Residual residual = Residual.fit(Cases.rows(1.2), Cases.priors());

    @Test
    void nearMeteredRowsItSpeaksForThem() {
        var d = Cases.rows(1.2).getFirst().deployment();
        assertThat(residual.at(d).energy()).isBetween(0.5 * Math.log(1.2), Math.log(1.2));
    }

    @Test
    void farFromThemItIsSilent() {
        var far = Cases.deployment(
                "model_id",
                "DeepSeek-R1",
                "num_gpus",
                "8",
                "tensor_parallel",
                "8",
                "gpu_model",
                "B200",
                "weight_precision",
                "fp8");
        assertThat(residual.at(far).energy()).isCloseTo(0, within(0.01));
    }

    @Test
    void withoutRowsItSaysNothing() {
        assertThat(Residual.fit(List.of(), Cases.priors()).at(Cases.deployment()))
                .isEqualTo(Correction.NONE);
    }
}
