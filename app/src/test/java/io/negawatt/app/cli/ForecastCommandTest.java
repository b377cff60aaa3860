package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ForecastCommandTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final int DAYS = 80;

    @TempDir
    private Path folder;

    private Path series = Path.of("");

    @BeforeEach
    void write() throws IOException {
        series = Files.writeString(
                folder.resolve("series.csv"),
                IntStream.range(0, DAYS * 24)
                        .mapToObj(i -> String.format(
                                Locale.ROOT,
                                "%s,%.3f,%d",
                                START.plusSeconds(3600L * i),
                                200 + 50 * Math.sin(i * Math.PI / 12) + i % 7,
                                i))
                        .collect(Collectors.joining("\n", "time,carbon[g/kWh],other\n", "\n")));
    }

    @Test
    void a_back_test_writes_rows_with_ranges_and_outcomes() throws IOException {
        var out = folder.resolve("out.csv");
        var result = run("--column", "carbon", "--from", "2024-03-01", "--out", out.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("MAE", "mix", "g/kWh", "days of the same kind");
        var lines = Files.readAllLines(out);
        assertThat(lines.getFirst()).isEqualTo("issued,target,q05,q25,q50,q75,q95,actual");
        assertThat(lines).hasSize(1 + 20 * 24);
        assertThat(lines.get(1)).startsWith("2024-03-01T00:00:00Z,2024-03-01T00:00:00Z,");
        assertThat(lines.get(1)).doesNotEndWith(",");
    }

    @Test
    void from_now_on_it_takes_the_best_and_says_why() {
        var result = run("--column", "carbon", "--horizon", "48h", "--json", "-");
        assertThat(result.exitCode()).as(result.err()).isZero();
        var json = JsonMapper.shared().readTree(result.out());
        assertThat(json.path("schema").asString()).isEqualTo("negawatt.forecast/1");
        assertThat(json.path("forecast").size()).isEqualTo(48);
        assertThat(json.path("forecast").get(0).path("target").asString())
                .isEqualTo(START.plusSeconds(DAYS * 86_400L).toString());
        assertThat(json.path("reason").asString()).contains(json.path("chosen").asString());
    }

    @Test
    void the_report_is_one_file_in_both_languages() throws IOException {
        var html = folder.resolve("forecast.html");
        assertThat(run("--column", "carbon", "--report", html.toString()).exitCode())
                .isZero();
        assertThat(Files.readString(html))
                .contains("What is to come", "未来走势", "<svg", "Errors by hour")
                .doesNotContain("NaN");
    }

    @Test
    void wrong_input_is_one_line_that_says_what_is_allowed() {
        refused("several columns");
        refused("whole number of steps", "--column", "carbon", "--horizon", "90min");
        refused("is no time", "--column", "carbon", "--from", "soon");
        refused("issues must lie within", "--column", "carbon", "--from", "2031-01-01");
        refused("no forecaster has this name", "--column", "carbon", "--with", "oracle");
        refused("holidays of this country", "--column", "carbon", "--holidays", "XX");
        refused("there is no column", "--column", "price");
    }

    private void refused(String said, String... args) {
        var result = run(args);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(said).hasLineCount(1);
    }

    private Console.Result run(String... args) {
        var all = new String[args.length + 3];
        all[0] = "forecast";
        all[1] = "--series";
        all[2] = series.toString();
        System.arraycopy(args, 0, all, 3, args.length);
        return new Console(folder.resolve("home")).negawatt(all);
    }
}
