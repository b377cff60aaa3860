package io.negawatt.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.text.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteDescriptionTest {
    @TempDir
    private Path folder;

    private SiteDescription read(String text) throws IOException {
        return SiteDescription.read(Files.writeString(folder.resolve("site.yaml"), text));
    }

    @Test
    void a_site_is_read_in_SI_by_its_own_clock() throws IOException {
        var site = read("""
            timezone: Asia/Shanghai
            step: 15 min
            grid:
              import_limit: 2 MW
              contract: 1.5 MW
              export_price: market
              demand_charge:
                price: 40 CNY/kW
                window: 30 min
            battery:
              capacity: 1 MWh
              charge: 500 kW
              efficiency: 90 %
              self_discharge_per_day: 1 %
              price: 600000 CNY
              cycles: 6000
              life: 3650 d
            cooling:
              fans: 4 %
              supply: 22 °C
              approach: 8 K
            jobs:
              - id: a
                release: 2026-03-01 08:00
                deadline: 2026-03-02
                profile:
                  - for: 30 min
                    power: 20 kW
                  - for: 2 h
                    power: 60 kW
            """);
        assertThat(site.name()).isEqualTo("site.yaml");
        assertThat(site.step()).contains(Duration.ofMinutes(15));
        assertThat(site.window()).isEqualTo(Duration.ofMinutes(30));
        assertThat(site.sellsAtMarket()).isTrue();
        var battery = site.site().battery();
        assertThat(battery.keeps(86_400)).isCloseTo(0.99, within(1e-12));
        assertThat(battery.wear().perJ() * 3.6e9 * 2 * 6000).isCloseTo(600_000, within(1e-6));
        assertThat(site.startJ()).isEqualTo(1.8e9);
        assertThat(site.site().cooling().share(10)).isEqualTo(0.04);
        var job = site.jobs().getFirst();
        assertThat(job.release()).contains(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(job.deadline()).contains(Instant.parse("2026-03-01T16:00:00Z"));
        assertThat(job.profile().energyJ()).isEqualTo(20_000 * 1800 + 60_000 * 7200.0);
        assertThat(site.notes()).isEmpty();
    }

    @Test
    void what_is_missing_unknown_or_without_unit_is_refused_with_its_line() {
        String grid = "grid:\n  import_limit: 1 MW\n";
        refused("name: x\n", "\"grid\" is missing");
        refused(grid + "batery:\n  capacity: 1 kWh\n", "\"batery\" is not known here");
        refused(grid + "battery:\n  capacity: 1000\n", "line 4 (capacity): \"1000\" is no energy");
        refused(
                grid + "battery:\n  capacity: 1 MWh\n  charge: 5 kW\n  floor: 90 %\n  ceiling: 10 %\n",
                "above its ceiling");
        refused(grid + "battery:\n  capacity: 1 MWh\n  charge: 5 kW\n  efficiency: 0 %\n", "gives something back");
        refused(grid + "cooling:\n  supply: 24\n", "is no temperature");
        refused(grid + "jobs:\n  - id: a\n    power: 1 kW\n    duration: 0 h\n", "is no length of time");
        refused(grid + "jobs:\n  - id: a\n    power: 1 kW\n    duration: 1 h\n    release: soon\n", "is no time");
        refused(
                grid + "jobs:\n  - id: a\n    power: 1 kW\n    duration: 1 h\n    interruptible: maybe\n",
                "neither yes nor no");
    }

    private void refused(String text, String why) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("site.yaml, line");
    }
}
