package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.negawatt.core.text.Lang;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AdviseCommandTest {
    /** What other programs are told to do; everything else must be ours. */
    private static final List<String> OTHERS = List.of("sudo", "vllm", "hdfs", "systemd-run");

    @TempDir
    private Path folder;

    private Console console = new Console("");

    @BeforeEach
    void ledgerInAFolderOfItsOwn() {
        console = new Console(folder);
    }

    private JsonNode json(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--json", "-"));
        return JsonMapper.shared()
                .readTree(console.negawatt(all.toArray(String[]::new)).out());
    }

    /** Two GPUs of a recorded trace, accounted as a run of the ledger. */
    private void aRun() throws IOException {
        var trace = folder.resolve("trace.csv");
        Files.writeString(trace, "t_s,node_W\n0,600\n60,620\n120,610\n");
        assertThat(console.negawatt("account", "from", trace.toString(), "--zone", "CN-East")
                        .exitCode())
                .isZero();
    }

    @Test
    void aDeploymentIsAdvisedWithRangesAndCommands() {
        String[] line = {"advise", "--model", "Qwen/Qwen3-32B", "--gpu", "H100", "--gpus", "2", "--batch", "16"};
        var result = console.negawatt(line);
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Decode up to", "Rests on:", "$ vllm serve Qwen/Qwen3-32B", "nvidia-smi");

        var findings = json(line).get("findings");
        assertThat(findings.size()).isGreaterThan(2);
        for (var finding : findings) {
            var energy = finding.get("energy");
            assertThat(energy.get("low").asDouble())
                    .isLessThanOrEqualTo(energy.get("mid").asDouble());
            assertThat(energy.get("high").asDouble())
                    .isGreaterThanOrEqualTo(energy.get("mid").asDouble());
            assertThat(finding.get("title").get("zh").asString()).isNotBlank();
        }
    }

    @Test
    void theNewestRunIsAdvisedWhereNoneIsNamed() throws IOException {
        aRun();
        var result = console.negawatt("advise");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("State your electricity price", "Run in CN-");
    }

    @Test
    void everyCommandOfAFindingCanBeTyped() throws IOException {
        aRun();
        var documents = List.of(
                json("advise"),
                json("advise", "--stored", "100 TB", "--medium", "ssd"),
                json("advise", "--model", "Qwen/Qwen3-32B", "--gpu", "H100", "--gpus", "2", "--batch", "16"));
        var commands = new ArrayList<List<String>>();
        for (var document : documents) {
            for (var finding : document.get("findings")) {
                commands.add(finding.get("command")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
            }
        }
        assertThat(commands).hasSizeGreaterThan(5).allSatisfy(AdviseCommandTest::canBeTyped);
    }

    private static void canBeTyped(List<String> words) {
        if (words.isEmpty() || OTHERS.contains(words.getFirst())) {
            return;
        }
        assertThat(words.getFirst()).isEqualTo("negawatt");
        var args = words.subList(1, words.size()).toArray(String[]::new);
        assertThatCode(() ->
                        Cli.commandLine(Commands.ALL, Session.silent(Lang.EN)).parseArgs(args))
                .as("%s", words)
                .doesNotThrowAnyException();
    }

    @Test
    void aWordThatNoCommandKnowsIsFound() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> canBeTyped(List.of("negawatt", "advise", "--no-such-option"))))
                .isNotNull();
    }

    @Test
    void onlyOneSubjectIsTaken() {
        var result = console.negawatt("advise", "--stored", "1 TB", "--model", "Qwen/Qwen3-8B");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(console.negawatt("advise").err()).contains("no run that has ended");
        assertThat(console.negawatt("advise", "--stored", "1 TB", "--copies", "0")
                        .err())
                .contains("--copies is 0");
    }

    private Path requests() throws IOException {
        var lines = new ArrayList<>(List.of("arrival_s,input_tokens,output_tokens"));
        for (int i = 0; i < 300; i++) {
            lines.add("%.2f,%d,%d".formatted(i * 0.2, 200 + i % 7 * 50, 50 + i % 11 * 20));
        }
        return Files.write(folder.resolve("requests.csv"), lines);
    }

    @Test
    void servingIsChosenForATraceAndPlotted() throws IOException {
        var report = folder.resolve("report.html");
        var result = console.negawatt(
                "advise",
                "serving",
                "--model",
                "Qwen/Qwen3-8B",
                "--requests",
                requests().toString(),
                "--itl",
                "40ms",
                "--p",
                "0.95",
                "--gpu",
                "H100,B200",
                "--report",
                report.toString());
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("300 requests", "→", "Least energy: ");
        assertThat(Files.readString(report)).contains("class=\"peak\"", "class=\"wish\"", "H100");

        var document = json(
                "advise",
                "serving",
                "--model",
                "Qwen/Qwen3-8B",
                "--requests",
                requests().toString(),
                "--itl",
                "40ms");
        assertThat(document.get("chosen").get("time_per_token_high_ms").asDouble())
                .isLessThanOrEqualTo(40);
        assertThat(document.get("chosen").get("keeps_wish").asBoolean()).isTrue();
    }

    @Test
    void aWishThatNothingKeepsSaysHowNearOneComes() throws IOException {
        String[] line = {
            "advise",
            "serving",
            "--model",
            "Qwen/Qwen3-8B",
            "--requests",
            requests().toString(),
            "--itl",
            "0.1ms"
        };
        var result = console.negawatt(line);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("Nothing keeps 0.100 ms");
        assertThat(console.negawatt("advise", "serving", "--requests", "x.csv").err())
                .contains("--model");
    }

    @Test
    void sheetsAreFilledInAsFarAsTheFactsGo() throws IOException {
        aRun();
        var result = console.negawatt(
                "advise", "policy", "gb-40879", "iso-30134", "--total-energy", "12 GWh", "--it-energy", "9.6 GWh");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("| PUE | 1.250 |", "grade 2", "| REF | — |", "--renewable-energy");

        var all = json("advise", "policy").get("sheets");
        assertThat(all.size()).isEqualTo(5);
        assertThat(console.negawatt("advise", "policy", "iso-1").err()).contains("There are: gb-40879");
        assertThat(console.negawatt("advise", "policy", "--total-energy", "1 GWh", "--it-energy", "2 GWh")
                        .err())
                .contains("less than --it-energy");
    }

    @Test
    void placesAreComparedWithTheirTransfer() {
        String[] line = {
            "estimate",
            "infer",
            "--model",
            "Qwen/Qwen3-8B",
            "--precision",
            "int4",
            "--compare",
            "jetson-orin-nx-16,h100"
        };
        var result = console.negawatt(line);
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("with its user", "data center", "Network: fixed");
        var places = json(line).get("places");
        assertThat(places.get(0).get("transfer_joules").get("mid").asDouble()).isZero();
        assertThat(places.get(1).get("transfer_joules").get("mid").asDouble()).isPositive();
    }
}
