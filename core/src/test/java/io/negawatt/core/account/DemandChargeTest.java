package io.negawatt.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.account.DemandCharge.Basis;
import io.negawatt.core.account.DemandCharge.Contract;
import io.negawatt.core.account.DemandCharge.Peak;
import io.negawatt.core.units.Money;
import io.negawatt.core.units.Power;
import io.negawatt.core.units.PowerPrice;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is paid for power. */
class DemandChargeTest {
    private static final Instant FULL_HOUR = Instant.parse("2026-03-02T00:00:00Z");
    private static final PowerPrice PRICE = new PowerPrice(40, "CNY");

    @Test
    void the_peak_charge_is_that_of_the_highest_mean_over_its_window() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 200; i++) {
            var from = FULL_HOUR.plusSeconds(random.nextInt(7200));
            int quarters = random.nextInt(1, 200);
            double[] energyJ = random.doubles(quarters, 0, 1e7).toArray();
            var to = Instant.ofEpochSecond((Math.floorDiv(from.getEpochSecond(), 900) + quarters) * 900);
            var steps = new EnergySteps(from, to, energyJ);
            for (int minutes : new int[] {15, 30}) {
                double highestW = highestByTheClock(from, energyJ, minutes * 60);
                var peak = steps.highestMean(minutes);
                assertThat(peak.watts()).isCloseTo(highestW, within(1e-9 * highestW));
                assertThat(new DemandCharge(PRICE, new Peak(minutes))
                                .ofMonth(peak)
                                .amount())
                        .isCloseTo(40 * highestW / 1000, within(1e-9 * highestW));
            }
            assertThat(steps.highestMean(30).watts())
                    .isLessThanOrEqualTo(steps.highestMean(15).watts());
        }
    }

    private static double highestByTheClock(Instant from, double[] energyJ, int windowS) {
        var windows = new HashMap<Long, Double>();
        for (int i = 0; i < energyJ.length; i++) {
            long second = Math.floorDiv(from.getEpochSecond(), 900) * 900 + 900L * i;
            windows.merge(Math.floorDiv(second, windowS), energyJ[i] / windowS, Double::sum);
        }
        return windows.values().stream().mapToDouble(it -> it).max().orElseThrow();
    }

    @Test
    void a_run_notes_its_own_peak_and_pays_for_energy_alone() {
        // 1 kW for an hour, PUE 1.5
        var account = steady(3600, new Peak(15));
        assertThat(TariffLawsTest.amount(account)).isCloseTo(1.5 * 0.5, within(1e-9));
        assertThat(account.notes())
                .singleElement()
                .asString()
                .contains("40.0 CNY/kW", "15-minute", "1.50 kW", "60.0", "not part of the cost");
        var demand = account.demand().orElseThrow();
        assertThat(demand.windowMinutes()).hasValue(15);
        assertThat(demand.power().watts()).isCloseTo(1500, within(1e-6));
        assertThat(demand.perMonth().amount()).isCloseTo(60, within(1e-6));
    }

    @Test
    void a_window_that_the_run_fills_in_part_has_its_energy_over_the_whole_window() {
        assertThat(steady(300, new Peak(15)).notes()).singleElement().asString().contains("500 W");
        assertThat(steady(300, new Peak(30)).notes()).singleElement().asString().contains("250 W");
    }

    @Test
    void a_contract_is_paid_whatever_is_drawn() {
        var contract = new Contract(new Power(800_000));
        assertThat(new DemandCharge(PRICE, contract).ofMonth(new Power(1)).amount())
                .isEqualTo(32_000);
        var account = steady(3600, contract);
        assertThat(account.notes()).singleElement().asString().contains("800 kW");
        assertThat(account.demand())
                .hasValue(new Account.Demand(OptionalInt.empty(), new Power(800_000), new Money(32_000, "CNY")));
    }

    @Test
    void windows_have_15_or_30_minutes() {
        assertThatThrownBy(() -> new Peak(20)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Account steady(int lengthS, Basis basis) {
        var tariff = new Tariff(
                "t.yaml", "CNY", new Tariff.Flat(0.5), Optional.empty(), Optional.of(new DemandCharge(PRICE, basis)));
        return AccountBuilder.accountOf(TariffLawsTest.steady(FULL_HOUR, lengthS, TariffLawsTest.terms(tariff)));
    }
}
