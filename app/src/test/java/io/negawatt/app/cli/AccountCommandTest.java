package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Accounts of recorded traces by the command line. */
class AccountCommandTest {
    @TempDir
    private Path folder;

    /** Half an hour of steady power, told every minute. */
    private JsonNode account(int watts, String... more) throws IOException {
        var trace = Files.writeString(
                folder.resolve(watts + ".csv"),
                IntStream.rangeClosed(0, 30)
                        .mapToObj(minute -> minute * 60 + "," + watts)
                        .collect(Collectors.joining("\n", "t_s,node_W\n", "\n")));
        var args = new ArrayList<>(List.of("account", "from", trace.toString(), "--pue", "1", "--json", "-"));
        args.addAll(List.of(more));
        var result = new Console(folder.resolve("home")).negawatt(args.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
        return JsonMapper.shared().readTree(result.out());
    }

    @Test
    void a_demand_charge_is_a_figure_beside_the_cost() throws IOException {
        var tariff = Files.writeString(
                folder.resolve("t.yaml"), "price: 0.5 CNY/kWh\ndemand_charge:\n  price: 40 CNY/kW\n  window: 15 min\n");
        var account = account(2000, "--tariff", tariff.toString());
        assertThat(account.at("/cost/amount").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(account.at("/demand/window_min").asInt()).isEqualTo(15);
        // A clock that is not on a quarter of an hour spreads the trace over three windows, one of them whole.
        assertThat(account.at("/demand/power_w").asDouble()).isCloseTo(2000, within(1e-6));
        assertThat(account.at("/demand/amount_per_month").asDouble()).isCloseTo(80, within(1e-6));
        assertThat(account.at("/demand/currency").asString()).isEqualTo("CNY");
    }

    @Test
    void two_runs_are_compared_in_one_file() throws IOException {
        var first = account(1000).path("id").asString();
        var second = account(2000).path("id").asString();
        var report = folder.resolve("compare.html");
        var result = new Console(folder.resolve("home"))
                .negawatt("account", "compare", first, second, "--report", report.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(Files.readString(report)).contains(first, second, "<html");
        assertThat(result.err()).contains(report.toString());
    }

    @Test
    void a_report_that_cannot_be_written_is_refused_by_its_own_name() {
        var result = new Console(folder.resolve("home"))
                .negawatt(
                        "account",
                        "compare",
                        "1",
                        "2",
                        "--report",
                        folder.resolve("none/x.html").toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--report").doesNotContain("--json");
    }
}
