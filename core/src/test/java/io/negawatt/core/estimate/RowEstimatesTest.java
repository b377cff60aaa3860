package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowEstimatesTest {
    @TempDir
    private Path folder;

    private RowEstimates estimates(String text) throws IOException {
        var in = Files.writeString(folder.resolve("in.csv"), text);
        return RowEstimates.inference(CaseFile.read(in), Cases.CATALOG, InferenceEstimator.shipped());
    }

    @Test
    void goodRowsComeOutBesideBadOnesAndFurtherColumnsPassThrough() throws IOException {
        var estimates = estimates("""
            note,model_id,gpu_model,max_num_seqs
            first,Qwen/Qwen3-8B,H100,32
            second,Qwen/Qwen3-8B,H10O,32
            "third, quoted",Qwen/Qwen3-8B,B200,64
            short
            """);
        var out = folder.resolve("out.csv");
        estimates.write(out);

        var written = CaseFile.read(out).rows();
        assertThat(written).hasSize(4);
        assertThat(written.get(0).text("pred_energy_per_token_joules")).isPresent();
        assertThat(written.get(1).text("pred_energy_per_token_joules")).isEmpty();
        assertThat(written.get(2).text("note")).contains("third, quoted");
        assertThat(written.get(2).text("pred_basis")).contains("model");
        assertThat(estimates.refused()).hasSize(2);
        assertThat(estimates.refused().getFirst().toString()).contains("in.csv line 3", "H10O", "h100-sxm");
        assertThat(estimates.refused().getLast().toString()).contains("in.csv line 5");
    }

    @Test
    void trainingRowsGetChipHoursEnergyAndCarbon() throws IOException {
        var in = Files.writeString(folder.resolve("in.csv"), """
            params_B,tokens_B,chip,chip_count,chip_hours,PUE,kgCO2_per_kWh
            70,2000,A100-80GB,2048,,1.1,0.4
            70,,A100-80GB,,1000000,,
            70,,A100-80GB,,,,
            70,2000,A100-80GB,,,0.9,
            """);
        var estimates =
                RowEstimates.training(CaseFile.read(in), Cases.CATALOG, TrainingEstimator.shipped(Cases.CATALOG));
        assertThat(estimates.refused()).hasSize(2);
        assertThat(estimates.outcomes().get(1).figures().getFirst()).isEqualTo("1000000");
        double megawattHours =
                Double.parseDouble(estimates.outcomes().getFirst().figures().get(1));
        double tons =
                Double.parseDouble(estimates.outcomes().getFirst().figures().get(4));
        assertThat(tons / megawattHours).isBetween(0.399, 0.401);
        assertThat(estimates.outcomes().get(1).figures().get(4)).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> CaseFile.read(folder.resolve("none.csv"))).hasMessageContaining("cannot read");
    }
}
