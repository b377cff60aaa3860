package io.negawatt.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.DemandCharge;
import io.negawatt.core.account.Tariff;
import io.negawatt.core.account.Terms;
import io.negawatt.core.account.Tiers;
import io.negawatt.core.account.TimeOfUse;
import io.negawatt.core.account.TimeOfUse.Band;
import io.negawatt.core.account.TimeOfUse.Span;
import io.negawatt.core.series.StepSeries;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import io.negawatt.core.units.Power;
import io.negawatt.core.units.PowerPrice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AccountJsonTest {
    private static final Instant FROM = Instant.parse("2026-03-01T12:00:00.000000001Z");
    private static final Account ACCOUNT = SampleAccount.of("7f3a", FROM, "训练 \"train\" 🌱\n</script>");

    private static String text(Account account) {
        return new String(AccountJson.write(account), StandardCharsets.UTF_8);
    }

    private static JsonNode tree() {
        return new JsonMapper().readTree(AccountJson.write(ACCOUNT));
    }

    @Test
    void anAccountComesBackAsItWas() {
        assertThat(AccountJson.read(AccountJson.write(ACCOUNT))).isEqualTo(ACCOUNT);
    }

    @Test
    void pricesAndFactorsByTheHourComeBackAsTheyWere() {
        var quarters = new StepSeries.Block(FROM, Duration.ofMinutes(15), List.of(0.1, -0.2, 1e-9));
        var later = new StepSeries.Block(FROM.plusSeconds(7200), Duration.ofNanos(1_500_000_001), List.of(3.0));
        var series = new StepSeries(List.of(quarters, later));
        var work = List.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
        var rest = Arrays.stream(DayOfWeek.values())
                .filter(day -> !work.contains(day))
                .toList();
        var year = List.of(Month.values());
        var bands = new TimeOfUse(
                ZoneId.of("Asia/Shanghai"),
                List.of(
                        new Band("峰", 1.1, year, work, List.of(new Span(0, 15), new Span(495, 1440))),
                        new Band("谷", 0.3, year, work, List.of(new Span(15, 495))),
                        new Band("平", 0.7, year, rest, List.of(new Span(0, 1440)))));
        var tiers = new Tiers(ZoneId.of("Asia/Shanghai"), List.of(new Tiers.Step(230, 0.05)), OptionalDouble.of(180));
        var contract = new DemandCharge(new PowerPrice(40, "CNY"), new DemandCharge.Contract(new Power(800_000)));
        var peak = new DemandCharge(new PowerPrice(40, "CNY"), new DemandCharge.Peak(30));
        for (var tariff : List.of(
                new Tariff("电价.yaml", "CNY", 0.62),
                new Tariff("电价.yaml", "CNY", bands, Optional.of(tiers), Optional.of(contract)),
                new Tariff("电价.yaml", "CNY", new Tariff.Series(series), Optional.empty(), Optional.of(peak)))) {
            var hourly = new Terms.HourlyFactor("grid.csv", series);
            var terms =
                    Altered.of(ACCOUNT.terms(), Map.of("tariff", Optional.of(tariff), "hourly", Optional.of(hourly)));
            byte[] json = JsonOut.compact(out -> TermsJson.write(out, terms));
            assertThat(TermsJson.read(JsonIn.parse(json))).isEqualTo(terms);
        }
    }

    @Test
    void anAccountWithNothingOptionalComesBackAsItWas() {
        var bare = bare(ACCOUNT.totalJ(), List.of());
        assertThat(AccountJson.read(AccountJson.write(bare))).isEqualTo(bare);
    }

    private static Account bare(Interval totalJ, List<Message> notes) {
        return Altered.of(
                ACCOUNT,
                Map.ofEntries(
                        Map.entry("command", List.of()),
                        Map.entry("job", Optional.empty()),
                        Map.entry("status", Account.Status.INTERRUPTED),
                        Map.entry("exitCode", OptionalInt.empty()),
                        Map.entry("components", List.of()),
                        Map.entry("totalJ", totalJ),
                        Map.entry("cost", Optional.empty()),
                        Map.entry("demand", Optional.empty()),
                        Map.entry("work", List.of()),
                        Map.entry("ranks", List.of()),
                        Map.entry("phases", List.of()),
                        Map.entry("processes", List.of()),
                        Map.entry("gaps", List.of()),
                        Map.entry("notes", notes)));
    }

    @Test
    void theSameAccountGivesTheSameBytes() {
        assertThat(AccountJson.write(AccountJson.read(AccountJson.write(ACCOUNT))))
                .isEqualTo(AccountJson.write(ACCOUNT));
    }

    @Test
    void theDocumentHasTheNamesOfItsSchema() {
        var tree = tree();
        assertThat(tree.get("schema").stringValue()).isEqualTo("negawatt.account/1");
        assertThat(tree.propertyNames())
                .containsExactly(
                        "schema",
                        "id",
                        "name",
                        "command",
                        "exit_code",
                        "status",
                        "host",
                        "job",
                        "from",
                        "to",
                        "elapsed_s",
                        "covered_s",
                        "gap_s",
                        "total",
                        "cost",
                        "demand",
                        "carbon",
                        "water",
                        "hardware",
                        "components",
                        "residual_j",
                        "others_j",
                        "idle_policies",
                        "work",
                        "ranks",
                        "phases",
                        "processes",
                        "gaps",
                        "notes",
                        "terms");
        assertThat(tree.at("/components/compute").propertyNames())
                .containsExactly("energy_j", "low_j", "high_j", "tier", "sources");
        assertThat(tree.at("/components/compute/sources/0").propertyNames())
                .containsExactly(
                        "meter",
                        "channel",
                        "label",
                        "scope",
                        "energy_j",
                        "residual_j",
                        "metered_j",
                        "tier",
                        "covered_s",
                        "details");
        assertThat(tree.at("/carbon").propertyNames()).contains("location_g", "market_g", "factor", "market_factor");
        assertThat(tree.at("/carbon/factor").propertyNames()).contains("zone", "kind", "year", "source");
        assertThat(tree.at("/hardware/embodied_gco2e").propertyNames()).containsExactly("low", "mid", "high");
        assertThat(tree.at("/phases/0").propertyNames()).containsExactly("name", "energy_j", "time_s", "cpu_s");
    }

    @Test
    void figuresAreThoseOfTheAccount() {
        var tree = tree();
        assertThat(tree.at("/total/energy_j").doubleValue()).isEqualTo(45_724_000.125);
        assertThat(tree.at("/components/compute/low_j").doubleValue()).isEqualTo(9);
        assertThat(tree.at("/carbon/market_g").doubleValue()).isEqualTo(12.3);
        assertThat(tree.at("/cost/currency").stringValue()).isEqualTo("CNY");
        assertThat(tree.at("/demand/window_min").intValue()).isEqualTo(15);
        assertThat(tree.at("/demand/power_w").doubleValue()).isEqualTo(1512.5);
        assertThat(tree.at("/demand/amount_per_month").doubleValue()).isEqualTo(60.5);
        assertThat(tree.at("/exit_code").intValue()).isEqualTo(3);
    }

    @Test
    void aGapIsSaidForProgramsAndForPeople() {
        var gap = tree().at("/gaps/0");
        assertThat(gap.get("key").stringValue()).isEqualTo("store.gap.journal");
        assertThat(gap.get("text").stringValue()).isEqualTo(SampleRun.GAP.toString());
    }

    @Test
    void namesOfAnyScriptStayReadable() {
        assertThat(text(ACCOUNT))
                .contains("训练 \\\"train\\\" 🌱")
                .endsWith("}\n")
                .doesNotContain("\r");
    }

    @Test
    void halfASurrogatePairDoesNotLoseTheAccount() {
        var strange = SampleAccount.of("7f3a", FROM, "a\uD800b");
        assertThat(AccountJson.read(AccountJson.write(strange)).name()).isEqualTo("a?b");
    }

    @Test
    void anUnboundedEndIsNull() {
        assertThat(tree().at("/total/high_j").isNull()).isTrue();
        assertThat(text(ACCOUNT)).doesNotContain("Infinity").doesNotContain("NaN");
    }

    @Test
    void whatIsNoFigureIsRefused() {
        var broken = new Account.Part("x", Double.NaN, 0, 0);
        var account = Altered.of(ACCOUNT, Map.of("ranks", List.of(broken)));
        assertThatThrownBy(() -> AccountJson.write(account))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'energy_j' is NaN");
    }

    @Test
    void aMessageOfAnotherVersionIsReadAsItStands() {
        var account = bare(ACCOUNT.totalJ(), List.of(Message.of("gone.key", "5 W")));
        var read = AccountJson.read(AccountJson.write(account));
        assertThat(read.notes().getFirst().toString()).isEqualTo("gone.key [5 W]");
    }

    @Test
    void aDamagedFileSaysWhereAndWhatToDo(@TempDir Path folder) throws Exception {
        var file = folder.resolve("account.json");
        Files.writeString(file, text(ACCOUNT).replace("\"covered_s\" : 90.5", "\"covered_s\" : \"90.5\""));
        assertThatThrownBy(() -> AccountJson.read(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("'covered_s' is missing or is not a number")
                .hasMessageContaining("delete this file");
        Files.writeString(file, text(ACCOUNT).substring(0, 500));
        assertThatThrownBy(() -> AccountJson.read(file)).isInstanceOf(StoreException.class);
        Files.writeString(file, text(ACCOUNT).replace("account/1", "account/2"));
        assertThatThrownBy(() -> AccountJson.read(file)).hasMessageContaining("negawatt.account/2");
        assertThatThrownBy(() -> AccountJson.read(folder.resolve("none"))).hasMessageContaining("No such file");
    }
}
