package io.negawatt.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.account.Tiers.Step;
import io.negawatt.core.units.Energy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Prices by the energy of the month. */
class TiersTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant MONTH = Instant.parse("2026-02-28T16:00:00Z");
    private static final Instant NEXT = Instant.parse("2026-03-31T16:00:00Z");
    private static final List<Step> STEPS = List.of(new Step(230, 0.05), new Step(400, 0.3));

    @Test
    void bills_of_the_parts_of_a_month_add_up_to_the_bill_of_the_month() {
        var random = new SplittableRandom(5);
        int monthS = Math.toIntExact(Duration.between(MONTH, NEXT).toSeconds());
        for (int i = 0; i < 20; i++) {
            var edge = MONTH.plusSeconds(random.nextInt(1, monthS));
            var before = TariffLawsTest.readings(random, MONTH, edge);
            var after = TariffLawsTest.readings(random, edge, NEXT);
            var whole = TariffLawsTest.run(MONTH, NEXT, terms(OptionalDouble.of(0)), before, after);
            var first = TariffLawsTest.run(MONTH, edge, terms(OptionalDouble.of(0)), before);
            var second = TariffLawsTest.run(edge, NEXT, terms(OptionalDouble.of(kwh(first))), after);
            double bill = TariffLawsTest.amount(whole);
            assertThat(kwh(whole)).as("all tiers are reached").isGreaterThan(400);
            assertThat(TariffLawsTest.amount(first) + TariffLawsTest.amount(second))
                    .isCloseTo(bill, within(1e-9 * bill));
        }
    }

    @Test
    void each_tier_takes_the_energy_above_its_edge() {
        var tiers = new Tiers(SHANGHAI, STEPS, OptionalDouble.of(220));
        assertThat(tiers.addedPerKwh(new double[] {20})).isCloseTo(10 * 0.05 / 20, within(1e-12));
        assertThat(tiers.addedPerKwh(new double[] {200})).isCloseTo((170 * 0.05 + 20 * 0.3) / 200, within(1e-12));
        assertThat(tiers.after(500).addedPerKwh(new double[] {3})).isCloseTo(0.3, within(1e-12));
        assertThat(tiers.addedPerKwh(new double[] {0})).isZero();
    }

    @Test
    void a_month_begins_at_nothing_on_the_clock_of_the_tariff() {
        // One hour before and one after midnight in Shanghai, 1 kW, PUE 1.5.
        var tiers = new Tiers(SHANGHAI, List.of(new Step(10, 0.1)), OptionalDouble.of(10));
        var account = steady(new Tariff("t.yaml", "CNY", new Tariff.Flat(0.5), Optional.of(tiers), Optional.empty()));
        assertThat(TariffLawsTest.amount(account)).isCloseTo(3 * 0.5 + 1.5 * 0.1, within(1e-9));
        assertThat(account.meanPricePerKwh().orElseThrow()).isCloseTo(0.55, within(1e-9));
        assertThat(account.notes()).isEmpty();
    }

    @Test
    void a_run_that_is_not_told_what_was_used_before_says_so() {
        var tiers = new Tiers(SHANGHAI, STEPS, OptionalDouble.empty());
        var account = steady(new Tariff("t.yaml", "CNY", new Tariff.Flat(0.5), Optional.of(tiers), Optional.empty()));
        assertThat(TariffLawsTest.amount(account)).isCloseTo(1.5, within(1e-9));
        assertThat(account.notes()).singleElement().asString().contains("t.yaml", "--month-use");
    }

    @Test
    void tiers_rise() {
        assertThatThrownBy(() -> new Tiers(SHANGHAI, STEPS.reversed(), OptionalDouble.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tiers(SHANGHAI, List.of(new Step(0, 1)), OptionalDouble.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Account steady(Tariff tariff) {
        return AccountBuilder.accountOf(
                TariffLawsTest.steady(NEXT.minusSeconds(3600), 2 * 3600, TariffLawsTest.terms(tariff)));
    }

    private static Terms terms(OptionalDouble usedKwh) {
        var bands = TariffLawsTest.bands(SHANGHAI, 0.3, "12:00", 0.9);
        var tiers = new Tiers(SHANGHAI, STEPS, usedKwh);
        return TariffLawsTest.terms(new Tariff("t.yaml", "CNY", bands, Optional.of(tiers), Optional.empty()));
    }

    private static double kwh(Account account) {
        return account.totalJ().mid() / Energy.JOULES_PER_KWH;
    }
}
