package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class PlanJobsCommandTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final int HOURS = 40 * 24;

    @TempDir
    private Path folder;

    private Path carbon = Path.of("");
    private Path jobs = Path.of("");

    @BeforeEach
    void write() throws IOException {
        carbon = Files.writeString(
                folder.resolve("carbon.csv"),
                IntStream.range(0, HOURS)
                        .mapToObj(hour -> String.format(
                                Locale.ROOT,
                                "%s,%.3f,400",
                                START.plusSeconds(3600L * hour),
                                300 + 100 * Math.sin(hour * Math.PI / 12)))
                        .collect(Collectors.joining("\n", "time,DE[g/kWh],CN[g/kWh]\n", "\n")));
        jobs = jobs(
                "train,2024-01-20T00:00:00Z,2024-01-22T00:00:00Z,3 h,2000",
                "eval,2024-01-20T01:00:00Z,2024-01-21T00:00:00Z,90 min,500");
    }

    private Path jobs(String... rows) throws IOException {
        return Files.writeString(
                folder.resolve("jobs.csv"),
                Stream.of(rows).collect(Collectors.joining("\n", "id,release,deadline,duration,power_w\n", "\n")));
    }

    @Test
    void the_plan_is_proved_and_written_for_people_and_machines() throws IOException {
        var out = folder.resolve("plan.csv");
        var html = folder.resolve("plan.html");
        var credit = folder.resolve("credit.json");
        var result = run(
                "--zone",
                "DE",
                "--capacity",
                "1",
                "--interruptible",
                "--out",
                out.toString(),
                "--report",
                html.toString(),
                "--credit",
                credit.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("wait-awhile", "gap 0 %", "The cleanest", "What a later deadline buys train");
        assertThat(Files.readAllLines(out).getFirst()).isEqualTo("job,from,to,zone,energy_kwh,g,cost");
        assertThat(Files.readString(html))
                .contains("As submitted", "按提交", "<svg")
                .doesNotContain("NaN");
        assertThat(JsonMapper.shared()
                        .readTree(Files.readString(credit))
                        .path("method")
                        .asString())
                .isEqualTo("paired-replay");
    }

    @Test
    void forecasts_cost_something_and_the_summary_says_how_much() {
        var result = run("--zone", "DE", "--forecast", "yesterday", "--json", "-");
        assertThat(result.exitCode()).as(result.err()).isZero();
        var summary = JsonMapper.shared().readTree(result.out()).path("summary");
        assertThat(summary.path("regret").asDouble()).isNotNegative();
        assertThat(summary.path("planned").asDouble())
                .isGreaterThanOrEqualTo(summary.path("bound").asDouble() * (1 - 1e-9))
                .isLessThanOrEqualTo(summary.path("baseline").asDouble());
        assertThat(summary.path("late").asInt()).isZero();
    }

    @Test
    void flat_carbon_is_said_to_be_flat() {
        var result = run("--zone", "CN");
        assertThat(result.out()).contains("not location-based carbon");
    }

    @Test
    void a_command_is_planned_and_started_at_its_time() {
        var result = new Console(folder.resolve("home"))
                .at(() -> START.plusSeconds(7200))
                .negawatt(
                        "plan",
                        "jobs",
                        "--run",
                        "true",
                        "--duration",
                        "2h",
                        "--deadline",
                        "18h",
                        "--carbon",
                        carbon.toString(),
                        "--zone",
                        "DE");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("2024-01-01T17:00:00Z");
    }

    @Test
    void what_cannot_be_met_is_named_and_the_rest_is_planned() throws IOException {
        jobs(
                "ok,2024-01-20T00:00:00Z,2024-01-22T00:00:00Z,3 h,2000",
                "back,2024-01-20T00:00:00Z,2024-01-19T00:00:00Z,3 h,2000",
                "long,2024-01-20T00:00:00Z,2024-01-20T02:00:00Z,3 h,2000",
                "hot,2024-01-20T00:00:00Z,2024-01-21T00:00:00Z,1 h,9000");
        var result = run("--zone", "DE", "--limit", "5 kW");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(
                        "Job back: its deadline",
                        "Job long needs 3 h",
                        "1 h too few",
                        "Job hot draws",
                        "at most 5000 W");
        assertThat(run("--zone", "DE", "--capacity", "0").out()).contains("its zones have at most 0");
    }

    @Test
    void wrong_input_is_one_line_that_says_what_is_allowed() throws IOException {
        refused("several others");
        refused("is negative", "--zone", "DE", "--capacity", "-1");
        refused("no file tells it", "--zone", "DE", "--weights", "cost=1");
        refused("--forecast", "--zone", "DE", "--forecast", "oracle");
        jobs("train,2024-01-20T00:00:00Z,2024-01-22T00:00:00Z,3,2000");
        refused("no quantity with its unit", "--zone", "DE");
        jobs("train,2024-01-20,2024-01-22T00:00:00Z,3 h,2000");
        refused("is no time", "--zone", "DE");
        jobs("train,2031-01-20T00:00:00Z,2031-01-22T00:00:00Z,3 h,2000");
        refused("The jobs run from", "--zone", "DE");
    }

    private void refused(String said, String... args) {
        var result = run(args);
        assertThat(result.exitCode()).as(result.out()).isEqualTo(2);
        assertThat(result.err()).contains(said).hasLineCount(1);
    }

    private Console.Result run(String... args) {
        var all = Stream.concat(
                Stream.of("plan", "jobs", "--jobs", jobs.toString(), "--carbon", carbon.toString()), Stream.of(args));
        return new Console(folder.resolve("home")).negawatt(all.toArray(String[]::new));
    }
}
