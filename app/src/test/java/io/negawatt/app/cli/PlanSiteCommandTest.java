package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class PlanSiteCommandTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final String SITE = """
        name: Test hall
        grid:
          import_limit: 700 kW
          contract: 520 kW
          export_limit: 50 kW
          demand_charge:
            price: 12 EUR/kW
        battery:
          capacity: 400 kWh
          charge: 200 kW
          efficiency: 95 %
          wear: 5 EUR/MWh
        jobs:
          - id: index
            power: 60 kW
            duration: 5 h
            release: 2026-01-05 18:00
            deadline: 2026-01-06 18:00
          - id: embed
            power: 40 kW
            duration: 6 h
            interruptible: yes
        """;

    @TempDir
    private Path folder;

    private Path prices = Path.of("");

    @BeforeEach
    void write() throws IOException {
        prices = table("prices.csv", "time,price[EUR/MWh],load[kW],pv[kW],flat[g/kWh]", 4 * 24);
    }

    private Path table(String name, String head, int hours) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                IntStream.range(0, hours)
                        .mapToObj(hour -> String.format(
                                Locale.ROOT,
                                "%s,%.3f,%.3f,%.3f,500",
                                START.plusSeconds(3600L * hour),
                                hour == 13 ? -20 : 100 + 60 * Math.cos((hour - 19) * Math.PI / 12) + hour % 5,
                                250 + 60 * Math.cos((hour - 14) * Math.PI / 12),
                                Math.max(0, 200 * Math.cos((hour - 12.5) * Math.PI / 12))))
                        .collect(Collectors.joining("\n", head + "\n", "\n")));
    }

    private Console.Result run(String site, String... more) throws IOException {
        var file = Files.writeString(folder.resolve("site.yaml"), site);
        var args = new ArrayList<>(List.of("plan", "site", "--site", file.toString(), "--price", prices.toString()));
        args.addAll(Arrays.asList(more));
        return new Console(folder).negawatt(args.toArray(String[]::new));
    }

    @Test
    void a_site_is_planned_and_verified_beside_what_else_could_have_been_done() throws IOException {
        var out = folder.resolve("rows.csv");
        var html = folder.resolve("plan.html");
        var result = run(SITE, "--load", "load", "--solar", "pv", "--out", out.toString(), "--report", html.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("Test hall", "Saves €", "good practice", "best in hindsight", "under the contract");
        var lines = Files.readAllLines(out);
        assertThat(lines.getFirst()).startsWith("time,importW,exportW,chargeW,dischargeW,socFraction,");
        assertThat(lines).hasSize(1 + 4 * 24);
        assertThat(Files.readString(html))
                .contains("Price, import against contract, battery", "电价、购电与合同需量、储能", "contract 520", "<svg", "embed")
                .doesNotContain("NaN");
    }

    @Test
    void machines_read_the_same_with_the_saving_its_method_and_its_interval() throws IOException {
        var result = run(
                SITE,
                "--load",
                "load",
                "--solar",
                "pv",
                "--carbon",
                prices.toString(),
                "--carbon-column",
                "flat",
                "--json",
                "-");
        assertThat(result.exitCode()).as(result.err()).isZero();
        var json = JsonMapper.shared().readTree(result.out());
        assertThat(json.path("schema").asString()).isEqualTo("negawatt.plan-site/1");
        double planned = json.path("planned").path("cost").asDouble();
        assertThat(json.path("realized").path("cost").asDouble()).isBetween(planned - 1e-6, planned + 1e-6);
        assertThat(json.path("bound").path("gap").asDouble()).isLessThan(1e-3);
        var saving = json.path("saving");
        assertThat(saving.path("method").asString()).isEqualTo("simulated-paired-days");
        assertThat(saving.path("cost").path("low").asDouble())
                .isLessThanOrEqualTo(saving.path("cost").path("mid").asDouble());
        assertThat(json.path("rows").size()).isEqualTo(4 * 24);
        assertThat(json.path("remarks").toString()).contains("the same at all hours");
        assertThat(json.path("realized").path("broken").size()).isZero();
    }

    @Test
    void a_rolling_plan_uses_forecasts_alone() throws IOException {
        prices = table("prices.csv", "time,price[EUR/MWh],load[kW],pv[kW],flat[g/kWh]", 20 * 24);
        var result = run(
                SITE,
                "--load",
                "load",
                "--solar",
                "pv",
                "--forecast",
                "yesterday",
                "--from",
                "2026-01-15",
                "--json",
                "-");
        assertThat(result.exitCode()).as(result.err()).isZero();
        var json = JsonMapper.shared().readTree(result.out());
        assertThat(json.path("forecast_form").asString()).isIn("middle", "scenarios", "robust");
        assertThat(json.path("regret").asDouble()).isGreaterThanOrEqualTo(-1e-6);
        assertThat(json.path("realized").path("peak_w").asDouble())
                .isLessThanOrEqualTo(
                        json.path("baselines").get(0).path("peak_w").asDouble() + 1e-6);
    }

    @Test
    void a_plan_that_cannot_be_met_says_which_limit_fails_and_by_how_much() throws IOException {
        var result = run(SITE.replace("contract: 520 kW", "contract: 200 kW"), "--load", "load");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).contains("The import goes above the 200 kW that contract and grid allow, by");
        assertThat(result.out()).contains("ABOVE the contract");
        var late = run(SITE.replace("duration: 5 h", "duration: 30 h"), "--load", "load");
        assertThat(late.err()).contains("Job index needs 30 slots and has 24");
    }

    @Test
    void what_is_doubtful_is_refused_or_said() throws IOException {
        assertThat(run(SITE.replace("charge: 200 kW", "charge: 200 kW\n  inverter: 150 kW"))
                        .err())
                .contains("200 kW is above the battery's inverter; planned with 150 kW");
        assertThat(run(SITE.replace("400 kWh", "0 kWh")).err()).contains("a battery of capacity 0 is none");
        refused(SITE.replace("520 kW", "520"), "is no power; write one with its unit");
        refused(SITE.replace("95 %", "1.95"), "is no share");
        refused(SITE.replace("12 EUR/kW", "12 CNY/kW"), "use one currency");
        refused(SITE.replace("2026-01-06 18:00", "2026-01-04 18:00"), "is not after its release");
        refused(SITE, "no column is called \"laod\"", "--load", "laod");
        refused(SITE, "says no unit", "--price-column", "price[]");
        refused(SITE, "does not fit", "--load", "price");
        refused(SITE, "the plan must lie between", "--from", "2031-01-01");
        prices = table("prices.csv", "time,price,load,pv,flat", 48);
        refused(SITE, "\"price\" says no unit");
        assertThat(run(SITE, "--price-column", "price[EUR/MWh]", "--load", "load[kW]")
                        .exitCode())
                .isZero();
    }

    @Test
    void series_of_different_length_are_planned_where_all_of_them_are() throws IOException {
        var loads = table("loads.csv", "time,x,load[kW],pv[kW],flat", 48);
        Files.writeString(loads, Files.readString(loads).replace("load[kW]", "hall[kW]"));
        var result = run(SITE, "--series", loads.toString(), "--load", "hall", "--json", "-");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(JsonMapper.shared().readTree(result.out()).path("rows").size())
                .isEqualTo(48);
        assertThat(result.out()).contains("planned is what all of them cover");
    }

    private void refused(String site, String why, String... more) throws IOException {
        var result = run(site, more);
        assertThat(result.exitCode()).as(result.out()).isEqualTo(2);
        assertThat(result.err()).contains(why);
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void carbon_can_be_the_goal_with_a_limit_of_money_and_both_carbons_are_shown() throws IOException {
        prices = table("prices.csv", "time,price[EUR/MWh],load[kW],pv[kW],flat[g/kWh]", 2 * 24);
        var rows = new ArrayList<>(List.of("time,average[g/kWh],marginal[g/kWh]"));
        for (int hour = 0; hour < 2 * 24; hour++) {
            rows.add("%s,%d,%d".formatted(START.plusSeconds(3600L * hour), 200 + hour % 24 * 10, 600 - hour % 24 * 5));
        }
        var carbon = Files.write(folder.resolve("carbon.csv"), rows).toString();
        var two = SITE.replace("2026-01-06 18:00", "2026-01-06 12:00");
        var result = run(
                two,
                "--load",
                "load",
                "--carbon",
                carbon,
                "--carbon-column",
                "average",
                "--marginal-column",
                "marginal",
                "--weights",
                "carbon=1",
                "--most",
                "cost=1000000EUR",
                "--front",
                "--report",
                folder.resolve("plan.html").toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(
                        "Saves carbon, average",
                        "Saves carbon, marginal",
                        "least cost",
                        "what was asked for",
                        "index: ");
        assertThat(Files.readString(folder.resolve("plan.html"))).contains("Why then?", "为什么", "marginal");
        var withoutCarbon = run(two, "--load", "load", "--weights", "carbon=1");
        assertThat(withoutCarbon.exitCode()).isEqualTo(2);
        assertThat(withoutCarbon.err()).contains("no file tells it");
    }

    @Test
    void a_planned_saving_is_kept_apart_in_the_ledger_and_a_verified_one_counts() throws IOException {
        prices = table("prices.csv", "time,price[EUR/MWh],load[kW],pv[kW],flat[g/kWh]", 8 * 24);
        var planned = run(
                SITE,
                "--load",
                "load",
                "--credit",
                "--home",
                folder.resolve("home").toString());
        assertThat(planned.exitCode()).as(planned.err()).isZero();
        assertThat(planned.err()).contains("no sum counts");
        var verified = run(
                SITE,
                "--load",
                "load",
                "--forecast",
                "yesterday",
                "--from",
                "2026-01-09",
                "--credit",
                "--home",
                folder.resolve("home").toString());
        assertThat(verified.exitCode()).as(verified.err()).isZero();
        assertThat(verified.err()).contains("verified saving");
        var net = new Console(folder)
                .negawatt(
                        "account",
                        "net",
                        "--json",
                        "-",
                        "--home",
                        folder.resolve("home").toString());
        assertThat(net.exitCode()).as(net.err()).isZero();
        var json = JsonMapper.shared().readTree(net.out());
        assertThat(json.path("planned").size()).isEqualTo(1);
        assertThat(json.path("verified").size()).isEqualTo(1);
        assertThat(json.path("net").path("energy_j").path("mid").asDouble())
                .isEqualTo(json.path("verified")
                        .path(0)
                        .path("energy_j")
                        .path("mid")
                        .asDouble());
        var screen = new Console(folder)
                .negawatt("account", "net", "--home", folder.resolve("home").toString());
        assertThat(screen.out()).contains("Net saving", "Test hall", "counted in no sum");
    }
}
