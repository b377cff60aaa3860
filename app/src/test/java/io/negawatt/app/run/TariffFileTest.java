package io.negawatt.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.account.DemandCharge;
import io.negawatt.core.account.Tariff;
import io.negawatt.core.account.TimeOfUse;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import io.negawatt.core.units.Power;
import io.negawatt.core.units.PowerPrice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TariffFileTest {
    private static final String BANDS = """
        name: Shanghai, two-part, 10 kV
        timezone: Asia/Shanghai
        prices:
          sharp: 1.4 CNY/kWh
          peak: 1100 CNY/MWh
          flat: 0.7 元/度
          valley: 0.3 CNY/kWh
        hours:
          - months: 7-8
            sharp: 12:00-14:00
            peak: [08:00-12:00, 14:00-15:00]
            flat: 06:00-08:00, 15:00-22:00
            valley: 22:00-06:00
          - months: 9-12, 1-6
            days: mon-fri
            peak: 08:00-15:00
            flat: 06:00-08:00, 15:00-22:00
            valley: 22:00-06:00
          - months: 9-6
            days: [sat, sun]
            valley: 00:00-24:00
        """;

    private static final String TIERS = """
        timezone: Asia/Shanghai
        price: 0.5 CNY/kWh
        tiers:
          - above: 230 kWh
            price: 0.55 CNY/kWh
          - above: 400 kWh
            price: 0.8 CNY/kWh
        """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void bands_hold_by_month_weekday_and_hour() throws IOException {
        var tariff = yaml(BANDS);
        assertThat(tariff.name()).isEqualTo("Shanghai, two-part, 10 kV");
        assertThat(tariff.currency()).isEqualTo("CNY");
        var bands = (TimeOfUse) tariff.price();
        assertThat(bands.at(Instant.parse("2026-07-01T04:30:00Z")).name()).isEqualTo("sharp");
        assertThat(bands.at(Instant.parse("2026-07-01T00:00:00Z")).perKwh()).isCloseTo(1.1, within(1e-12));
        assertThat(bands.at(Instant.parse("2026-06-29T00:00:00Z")).name()).isEqualTo("peak");
        assertThat(bands.at(Instant.parse("2026-06-28T00:00:00Z")).name()).isEqualTo("valley");
        assertThat(bands.at(Instant.parse("2026-07-01T21:59:59Z")).name()).isEqualTo("valley");
        assertThat(bands.at(Instant.parse("2026-07-01T22:00:00Z")).name()).isEqualTo("flat");
    }

    @Test
    void a_file_may_hold_one_price() throws IOException {
        assertThat(yaml("price: 62 EUR/MWh\n")).isEqualTo(new Tariff("t.yaml", "EUR", 0.062));
    }

    @Test
    void tiers_give_their_price_beside_one_price_and_what_they_add_beside_bands() throws IOException {
        var flat = yaml(TIERS);
        assertThat(flat.price()).isEqualTo(new Tariff.Flat(0.5));
        var tiers = flat.tiers().orElseThrow();
        assertThat(tiers.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(tiers.steps().getFirst().aboveKwh()).isCloseTo(230, within(1e-9));
        assertThat(tiers.steps().getLast().addsPerKwh()).isCloseTo(0.3, within(1e-12));
        assertThat(tiers.usedKwh()).isEmpty();
        var bands = yaml(BANDS + "tiers:\n  - above: 0.23 MWh\n    adds: 0.05 元/度\n");
        assertThat(bands.tiers().orElseThrow().steps().getFirst().addsPerKwh()).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void a_demand_charge_is_on_contract_or_on_the_highest_mean() throws IOException {
        var peak = yaml(BANDS + "demand_charge: {price: 40 CNY/kW, window: 30 min}\n")
                .demand()
                .orElseThrow();
        assertThat(peak).isEqualTo(new DemandCharge(new PowerPrice(40, "CNY"), new DemandCharge.Peak(30)));
        var contract = yaml("price: 0.5 CNY/kWh\ndemand_charge:\n  price: 30 元/kW\n  contract: 0.8 MW\n")
                .demand()
                .orElseThrow();
        assertThat(contract.ofMonth(new Power(0)).amount()).isCloseTo(24_000, within(1e-9));
    }

    @Test
    void tiers_and_charges_that_cannot_be_are_refused_with_their_place() {
        refused(TIERS.replace("timezone: Asia/Shanghai\n", ""), "timezone", "missing");
        refused(TIERS.replace("230 kWh", "230 kW"), "line 4", "230 kW", "230 kWh");
        refused(TIERS.replace("400 kWh", "200 kWh"), "line 6", "200 kWh", "rise");
        refused(TIERS.replace("    price: 0.8 CNY/kWh\n", ""), "line 6", "price", "missing");
        refused(TIERS.replace("0.8 CNY", "0.8 EUR"), "line 7", "EUR", "CNY");
        refused(TIERS.replace("    price: 0.8", "    adds: 0.8"), "line 7", "adds", "above, price");
        String charge = TIERS + "demand_charge:\n  price: 40 CNY/kW\n  window: 15 min\n";
        refused(charge.replace("15 min", "20 min"), "line 10", "20 min", "30 min");
        refused(charge.replace("  window: 15 min\n", ""), "demand_charge", "contract", "window");
        refused(charge.replace("40 CNY/kW\n", "40 CNY/kWh\n"), "line 9", "40 CNY/kWh", "40 CNY/kW");
        refused(charge.replace("40 CNY", "40 EUR"), "line 9", "EUR", "CNY");
        refused(charge.replace("window: 15 min", "contract: 800 kWh"), "line 10", "800 kWh", "800 kW");
    }

    @Test
    void a_series_takes_its_currency_from_the_header_and_may_be_negative() throws IOException {
        var file = folder.resolve("spot.csv");
        Files.writeString(file, "time,price[EUR/MWh]\n2026-03-01T00:00:00+01:00,-20\n2026-03-01T01:00:00+01:00,100\n");
        var tariff = TariffFile.tariff(file);
        assertThat(tariff.currency()).isEqualTo("EUR");
        var over = tariff.price().over(Instant.parse("2026-02-28T23:15:00Z"), Instant.parse("2026-02-28T23:30:00Z"));
        assertThat(over.value()).isCloseTo(-0.02, within(1e-12));
        Files.writeString(file, "time,price\n2026-03-01T00:00:00Z,1\n2026-03-01T01:00:00Z,1\n");
        assertThatThrownBy(() -> TariffFile.tariff(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("spot.csv", "line 1", "price[CNY/kWh]");
    }

    @Test
    void carbon_is_in_grams_and_never_negative() throws IOException {
        var file = folder.resolve("grid.csv");
        Files.writeString(file, "time,carbon[kg/MWh]\n2026-03-01T00:00:00Z,550\n2026-03-01T01:00:00Z,551\n");
        var carbon = TariffFile.carbon(file);
        assertThat(carbon.source()).isEqualTo("grid.csv");
        assertThat(carbon.gramsPerKwh().blocks().getFirst().values()).containsExactly(550.0, 551.0);
        Files.writeString(file, "time,carbon[EUR/MWh]\n2026-03-01T00:00:00Z,550\n2026-03-01T01:00:00Z,551\n");
        assertThatThrownBy(() -> TariffFile.carbon(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("EUR/MWh", "carbon[g/kWh]");
    }

    @Test
    void what_cannot_be_is_refused_with_its_place() {
        refused("", "t.yaml", "no tariff");
        refused("[1, 2]\n", "line 1", "names with values");
        refused("price: 0.62 CNY/kWh\nprise: 3\n", "line 2", "prise", "timezone");
        refused("price: 0.62 CNY/kWh\nprice: 0.63 CNY/kWh\n", "line 2", "price", "twice");
        refused("price: 0.62\n", "line 1", "0.62", "CNY/kWh");
        refused("price: 0.62 CNY/h\n", "line 1", "0.62 CNY/h");
        refused("price: -0.62 CNY/kWh\n", "line 1", "negative", "CSV");
        refused("price: [1, 2]\n", "line 1", "one value");
        refused("price: 0.62 CNY/kWh\ndemand_charge: 40 CNY/kW\n", "line 2", "demand_charge", "names with values");
        refused("price: 0.62 CNY/kWh\ntimezone: Asia/Shanghai\n", "line 2", "not both");
        refused("price: \"0.62\n", "t.yaml", "not YAML");
        refused("a: b: c\n", "line 1", "not YAML");
        refused(BANDS.replace("timezone: Asia/Shanghai\n", ""), "timezone", "missing");
        refused(BANDS.replace("Asia/Shanghai", "Shanghai"), "line 2", "Shanghai", "time zone");
        refused(BANDS.replace("0.3 CNY", "0.3 EUR"), "line 7", "valley", "EUR", "CNY");
        refused(BANDS.replace("0.3 CNY", "-0.3 CNY"), "line 7", "valley", "negative");
        refused(BANDS.replace("prices:\n", "prices:\n  night: 0.1 CNY/kWh\n"), "line 4", "night", "no hours");
        refused(BANDS.replace("sharp: 12:00", "sharpest: 12:00"), "line 10", "sharpest", "sharp, peak");
        refused(BANDS.replace("12:00-14:00", "12:00-14:05"), "line 10", "12:00-14:05");
        refused(BANDS.replace("12:00-14:00", "12-14"), "line 10", "12-14");
        refused(BANDS.replace("00:00-24:00", "00:00-25:00"), "00:00-25:00");
        refused(BANDS.replace("00:00-24:00", "00:00-00:00"), "00:00-00:00");
        refused(BANDS.replace("12:00-14:00", "12:00-13:45"), "no band", "month 7", "mon", "13:45");
        refused(BANDS.replace("12:00-14:00", "11:45-14:00"), "month 7", "11:45", "sharp, peak");
        refused(BANDS.replace("14:00-15:00", "11:00-15:00"), "month 7", "11:00", "peak, peak");
        refused(BANDS.replace("months: 7-8", "months: 7"), "no band", "month 8");
        refused(BANDS.replace("months: 7-8", "months: 6-8"), "several bands", "month 6");
        refused(BANDS.replace("months: 7-8", "months: 7-13"), "line 9", "7-13");
        refused(BANDS.replace("days: mon-fri", "days: weekdays"), "weekdays", "mon-fri");
        refused(BANDS.replace("days: [sat, sun]", "days: sun"), "no band", "sat");
        assertThatThrownBy(() -> TariffFile.tariff(folder.resolve("t.txt")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("t.txt", ".yaml", ".csv");
        assertThatThrownBy(() -> TariffFile.tariff(folder.resolve("none.yaml")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("none.yaml");
    }

    private void refused(String text, CharSequence... parts) {
        assertThatThrownBy(() -> yaml(text))
                .as(text)
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        bad -> assertThat(bad.text().in(Lang.ZH)).doesNotContain("{"))
                .hasMessageContainingAll(parts);
    }

    private Tariff yaml(String text) throws IOException {
        return TariffFile.tariff(Files.writeString(folder.resolve("t.yaml"), text));
    }
}
