package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.account.Tariff;
import io.negawatt.core.account.Terms;
import io.negawatt.core.text.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteOptionsTest {
    @TempDir
    private Path folder = Path.of("");

    private String yaml = "";
    private String csv = "";

    @BeforeEach
    void writeFiles() throws IOException {
        yaml = Files.writeString(folder.resolve("t.yaml"), "price: 0.5 EUR/kWh\n")
                .toString();
        csv = Files.writeString(
                        folder.resolve("c.csv"),
                        "time,carbon[g/kWh]\n2026-03-01T00:00:00Z,100\n2026-03-01T01:00:00Z,200\n")
                .toString();
    }

    @Test
    void a_tariff_file_is_the_tariff() {
        var options = new SiteOptions();
        options.tariff = yaml;
        assertThat(terms(options, Map.of()).tariff()).contains(new Tariff("t.yaml", "EUR", 0.5));
        assertThat(terms(options, Map.of("NEGAWATT_PRICE", "1 CNY/kWh")).tariff())
                .contains(new Tariff("t.yaml", "EUR", 0.5));
        assertThat(terms(new SiteOptions(), Map.of("NEGAWATT_TARIFF", yaml)).tariff())
                .contains(new Tariff("t.yaml", "EUR", 0.5));
    }

    @Test
    void what_was_used_in_the_month_is_where_tiers_begin() throws IOException {
        var options = new SiteOptions();
        options.tariff = Files.writeString(
                        folder.resolve("tiers.yaml"),
                        "timezone: Asia/Shanghai\nprice: 1 CNY/kWh\ntiers:\n  - above: 9 kWh\n    price: 2 CNY/kWh\n")
                .toString();
        options.monthUse = "0.18 MWh";
        assertThat(terms(options, Map.of("NEGAWATT_MONTH_USE", "1 kWh"))
                        .tariff()
                        .orElseThrow()
                        .tiers()
                        .orElseThrow()
                        .usedKwh()
                        .orElseThrow())
                .isCloseTo(180, within(1e-9));
        options.monthUse = "180 kW";
        assertThatThrownBy(() -> options.site(Map.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("180 kW");
    }

    @Test
    void a_price_and_a_tariff_together_are_refused() {
        var both = new SiteOptions();
        both.tariff = yaml;
        both.price = "1 CNY/kWh";
        assertThatThrownBy(() -> both.site(Map.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("--price", "--tariff");
        assertThatThrownBy(() -> new SiteOptions().site(Map.of("NEGAWATT_PRICE", "1 CNY/kWh", "NEGAWATT_TARIFF", yaml)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("NEGAWATT_TARIFF");
    }

    @Test
    void carbon_is_a_file_or_a_figure() {
        var hourly = new SiteOptions();
        hourly.carbon = csv;
        var byTheHour = terms(hourly, Map.of());
        assertThat(byTheHour.hourly().map(Terms.HourlyFactor::source)).contains("c.csv");
        assertThat(byTheHour.location())
                .isEqualTo(terms(new SiteOptions(), Map.of()).location());

        var constant = new SiteOptions();
        constant.carbon = "0.55 tCO2/MWh";
        var location = terms(constant, Map.of()).location();
        assertThat(location.gramsPerKwh().mid()).isCloseTo(550, within(1e-9));
        assertThat(location.kind().mix()).isEqualTo("average");
        assertThat(location.source()).isEqualTo("--carbon");
        assertThat(terms(constant, Map.of()).market())
                .isEqualTo(terms(new SiteOptions(), Map.of()).market());
    }

    @Test
    void carbon_that_is_neither_is_refused() {
        for (String text : new String[] {"-550 g/kWh", "550 EUR", "none.csv", "550x.csv"}) {
            var options = new SiteOptions();
            options.carbon = text;
            assertThatThrownBy(() -> options.site(Map.of()))
                    .as(text)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(text);
        }
    }

    private static Terms terms(SiteOptions options, Map<String, String> environment) {
        return options.site(environment).terms();
    }
}
