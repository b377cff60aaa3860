package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InferenceEstimatorTest {
    @TempDir
    private Path folder;

    private final InferenceEstimator shipped = InferenceEstimator.shipped();

    @Test
    void anIntervalIsWiderWhereLessIsKnown() {
        double model = width(shipped, Cases.deployment());
        double none = width(shipped, Cases.deployment("model_id", "some/thing", "total_params_billions", "32"));
        double outside = width(shipped, Cases.deployment("gpu_model", "MI300X"));
        assertThat(model).isLessThan(none);
        assertThat(model).isLessThan(outside);
        assertThat(shipped.estimate(Cases.deployment()).basis()).isEqualTo("model");
        assertThat(shipped.estimate(Cases.deployment("gpu_model", "MI300X")).basis())
                .isEqualTo("model+outside");
    }

    @Test
    void aMeteredPointMovesItsCurveAndNarrowsTheInterval() throws IOException {
        var d = Cases.deployment("max_num_seqs", "64");
        double before = shipped.estimate(d).joulesPerToken().mid();
        var file = folder.resolve("measured.csv");
        Files.writeString(
                file,
                "model_id,gpu_model,num_gpus,tensor_parallel,max_num_seqs,avg_output_len,energy_per_token_joules\n"
                        + "Qwen/Qwen3-32B,H100,2,2,32,600,%s\n"
                                .formatted(1.3
                                        * shipped.estimate(Cases.deployment())
                                                .joulesPerToken()
                                                .mid()));
        var told = shipped.told(CaseFile.read(file), Cases.CATALOG);
        assertThat(told.estimate(d).joulesPerToken().mid() / before).isBetween(1.15, 1.3);
        assertThat(width(told, d)).isLessThan(width(shipped, d));
        assertThat(told.estimate(d).basis()).isEqualTo("model+measured");
    }

    @Test
    void aMeteredRowThatIsWrongIsNamedWithItsLine() throws IOException {
        var file = folder.resolve("measured.csv");
        Files.writeString(file, "model_id,gpu_model,max_num_seqs\nQwen/Qwen3-8B,H100,32\n");
        assertThatThrownBy(() -> shipped.told(CaseFile.read(file), Cases.CATALOG))
                .hasMessageContaining("energy_per_token_joules is missing");
    }

    @Test
    void theSystemUsesMoreThanItsDevices() {
        var estimate = shipped.estimate(Cases.deployment());
        var system = new ServingSystem(Cases.CATALOG, OptionalDouble.of(1.2)).joulesPerToken(estimate);
        assertThat(system.mid()).isGreaterThan(1.2 * estimate.joulesPerToken().mid());
    }

    private static double width(InferenceEstimator estimator, Deployment d) {
        var joules = estimator.estimate(d).joulesPerToken();
        return joules.high() / joules.low();
    }
}
