package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalCommandTest {
    @TempDir
    private Path folder;

    @Test
    void lists_every_source_with_the_variable_of_its_key() {
        var result = signal("list");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("uk-carbon", "NEGAWATT_KEY_ENTSOE", "carbon-marginal", "yearly-factor");
    }

    @Test
    void the_yearly_factor_fills_a_zone_and_says_that_it_is_flat() throws IOException {
        var out = folder.resolve("carbon.csv");
        var result = signal(
                "fetch",
                "--zone",
                "DE",
                "--from",
                "2024-01-01",
                "--to",
                "2024-01-02",
                "--source",
                "yearly-factor",
                "--out",
                out.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).contains("flat");
        assertThat(Files.readAllLines(out)).hasSize(25).first().asString().startsWith("time,carbon-average[g/kWh]");
        assertThat(signal("show", out.toString()).out()).contains("carbon-average g/kWh");
    }

    @Test
    void wrong_input_is_one_line() {
        refused(
                "--kind takes one of",
                "fetch",
                "--kind",
                "oil",
                "--zone",
                "DE",
                "--from",
                "2024-01-01",
                "--to",
                "2024-01-02");
        refused("must lie before", "fetch", "--zone", "DE", "--from", "2024-01-02", "--to", "2024-01-01");
        refused(
                "does not tell",
                "fetch",
                "--zone",
                "DE",
                "--from",
                "2024-01-01",
                "--to",
                "2024-01-02",
                "--source",
                "eia");
    }

    private void refused(String said, String... args) {
        var result = signal(args);
        assertThat(result.exitCode()).as(result.out()).isEqualTo(2);
        assertThat(result.err()).contains(said).hasLineCount(1);
    }

    private Console.Result signal(String... args) {
        var all = new String[args.length + 1];
        all[0] = "signal";
        System.arraycopy(args, 0, all, 1, args.length);
        return new Console(folder.resolve("home")).negawatt(all);
    }
}
