package io.negawatt.plan.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SitePlantTest {
    private static final double KWH = 3.6e6;
    private static final Battery BATTERY = new Battery(
            100 * KWH,
            50_000,
            40_000,
            0.95,
            0.9,
            2e-8,
            0.1,
            0.9,
            Battery.Wear.of(20_000, 100 * KWH, 6000, 15 * 3.15e7));
    private static final Site SITE =
            new Site(new GridConnection(120_000, 30_000, 100_000), BATTERY, new Cooling(0.05, 24, 6, 0.4));

    @Test
    void energy_in_is_out_and_stored_and_lost_over_a_year() {
        var random = new SplittableRandom(3);
        var plant = new SitePlant(SITE, 50 * KWH);
        for (int step = 0; step < 105_120; step++) {
            double battery = random.nextDouble(-60_000, 60_000);
            plant.step(
                    300,
                    random.nextDouble(140_000),
                    random.nextDouble(90_000),
                    random.nextDouble(-10, 40),
                    Math.max(0, battery),
                    Math.max(0, -battery),
                    random.nextInt(5) == 0 ? 10_000 : 0);
        }
        var totals = plant.totals();
        double in = totals.importedJ() + totals.freshJ() - totals.curtailedJ();
        double out = totals.servedJ() + totals.exportedJ() + totals.lostJ() + plant.storedJ() - 50 * KWH;
        assertThat(out / in).isCloseTo(1, within(1e-9));
        assertThat(totals.unservedJ()).isPositive();
        assertThat(totals.exportedJ()).isPositive();
        assertThat(totals.wear()).isPositive();
    }

    @Test
    void a_day_that_an_engineer_can_read() {
        var plant =
                new SitePlant(new Site(new GridConnection(100, 20), Battery.of(1000 * 3600, 50, 0.5), Cooling.NONE), 0);

        plant.step(3600, 30, 0, 20, 40, 0, 0);
        assertThat(plant.importW()).isEqualTo(70);
        assertThat(plant.storedJ()).isEqualTo(20 * 3600);

        plant.step(3600, 30, 0, 20, 0, 25, 0);
        assertThat(plant.dischargeW()).as("20 Wh held give 10 W for an hour").isEqualTo(10);
        assertThat(plant.importW()).isEqualTo(20);
        assertThat(plant.storedJ()).isZero();

        plant.step(3600, 30, 80, 20, 0, 0, 0);
        assertThat(plant.exportW()).isEqualTo(20);
        assertThat(plant.curtailedW()).isEqualTo(30);

        plant.step(3600, 150, 0, 20, 50, 0, 0);
        assertThat(plant.chargeW()).as("the grid has no room").isZero();
        assertThat(plant.unservedW()).isEqualTo(50);
    }

    @Test
    void what_is_stored_leaks_as_the_exponential_says() {
        var leaky = new Battery(KWH, 1000, 1000, 1, 1, 1e-5, 0, 1, Battery.Wear.NONE);
        var whole = new SitePlant(new Site(new GridConnection(1e4, 0), leaky, Cooling.NONE), 0.5 * KWH);
        var halves = new SitePlant(whole.site(), 0.5 * KWH);
        whole.step(7200, 0, 0, 0, 100, 0, 0);
        halves.step(3600, 0, 0, 0, 100, 0, 0);
        halves.step(3600, 0, 0, 0, 100, 0, 0);
        assertThat(halves.storedJ()).isCloseTo(whole.storedJ(), within(1e-6));
        assertThat(whole.totals().lostJ()).isPositive();
    }

    @Test
    void what_cannot_be_ends_the_simulation_with_time_and_entity() {
        var plant = new SitePlant(SITE, 50 * KWH);
        plant.step(300, 1, 0, 0, 0, 0, 0);
        assertThatThrownBy(() -> plant.step(300, Double.NaN, 0, 0, 0, 0, 0))
                .isInstanceOf(SimulationException.class)
                .hasMessageStartingWith("at 300.0 s, site: work of NaN W");
        assertThatThrownBy(() -> plant.step(300, 1, 0, 0, 5, 5, 0)).hasMessageContaining("battery: asked to charge");
        assertThatThrownBy(() -> plant.step(300, 1, 0, Double.NaN, 0, 0, 0)).isInstanceOf(SimulationException.class);
    }
}
