package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class EstimateCommandTest {
    @TempDir
    private Path folder;

    private Console console = new Console("");

    @BeforeEach
    void ledgerInAFolderOfItsOwn() {
        console = new Console(folder);
    }

    @Test
    void oneDeploymentIsEstimatedAndThePointsWorthMeteringAreNamed() {
        var result = console.negawatt("estimate", "infer", "--model", "Qwen/Qwen3-32B", "--gpu", "H100", "--gpus", "2");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Energy of an output token", "prefill", "meter the batches");
    }

    @Test
    void jsonHoldsTheEstimateAndItsBatchCurve() {
        var result = console.negawatt("estimate", "infer", "--model", "Qwen/Qwen3-8B", "--gpu", "B200", "--json", "-");
        var document = JsonMapper.shared().readTree(result.out());
        assertThat(document.get("schema").asString()).isEqualTo("negawatt.estimate.infer/1");
        assertThat(document.get("energy_per_token_joules").get("mid").asDouble())
                .isPositive();
        assertThat(document.get("curve").size()).isGreaterThan(4);
        assertThat(document.get("worth_measuring").size()).isEqualTo(2);
    }

    @Test
    void aWishListsWhatKeepsItOrSaysThatNothingDoes() {
        String[] model = {"estimate", "infer", "--model", "Qwen/Qwen3-32B", "--gpu", "H100", "--wish"};
        assertThat(console.negawatt(with(model, "50 ms")).out()).contains("Least energy:");
        var none = console.negawatt(with(model, "1 ms"));
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("no batch on up to 8 GPUs keeps 1.00 ms");
    }

    @Test
    void aRowThatIsWrongIsNamedAndTheOthersComeOut() throws IOException {
        var in = Files.writeString(
                folder.resolve("in.csv"),
                "model_id,gpu_model,max_num_seqs\nQwen/Qwen3-8B,H100,32\nQwen/Qwen3-8B,H100,-1\n");
        var out = folder.resolve("out.csv");
        var result = console.negawatt("estimate", "infer", "--rows", in.toString(), "--out", out.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("in.csv line 3: max_num_seqs is -1; it must be a number above 0");
        assertThat(result.out()).contains("1 of 2 rows");
        assertThat(Files.readAllLines(out)).hasSize(3);

        var json =
                console.negawatt("estimate", "infer", "--rows", in.toString(), "--out", out.toString(), "--json", "-");
        var rows = JsonMapper.shared().readTree(json.out()).get("rows");
        assertThat(rows.get(0).get("pred_basis").asString()).isEqualTo("model");
        assertThat(rows.get(1).get("refused").asString()).contains("line 3");
    }

    @Test
    void theReportPlotsEveryBatchAndRingsWhatWasMetered() throws IOException {
        var measured = Files.writeString(
                folder.resolve("measured.csv"),
                "model_id,gpu_model,num_gpus,tensor_parallel,max_num_seqs,energy_per_token_joules\n"
                        + "Qwen/Qwen3-32B,H100,2,2,64,0.4\n");
        var report = folder.resolve("report.html");
        var result = console.negawatt(
                "estimate",
                "infer",
                "--model",
                "Qwen/Qwen3-32B",
                "--gpu",
                "H100",
                "--gpus",
                "2",
                "--measured",
                measured.toString(),
                "--report",
                report.toString());
        assertThat(result.exitCode()).isZero();
        assertThat(Files.readString(report))
                .contains("class=\"peak\"", "metered · GPUs 2, batch 64", "实测", "class=\"fill c-store\"");
    }

    @Test
    void trainingIsEstimatedWithItsCarbon() {
        var result = console.negawatt(
                "estimate", "train", "--params", "70", "--tokens", "2000", "--chip", "A100", "--zone", "CN-East");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Chip-hours", "Carbon of electricity");
    }

    @Test
    void whoSaysNothingIsToldWhatToSay() {
        assertThat(console.negawatt("estimate", "infer").exitCode()).isEqualTo(2);
        assertThat(console.negawatt("estimate", "train").err()).contains("--params 70");
        assertThat(console.negawatt("estimate", "infer", "--rows", "x.csv").err())
                .contains("--out belong together");
        assertThat(console.negawatt("calibrate", folder.toString()).err()).contains("--accuracy FOLDER");
    }

    private static String[] with(String[] args, String last) {
        var all = Arrays.copyOf(args, args.length + 1);
        all[args.length] = last;
        return all;
    }
}
