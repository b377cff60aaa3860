package io.negawatt.plan.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PhotovoltaicsTest {
    private static final Photovoltaics FLAT = new Photovoltaics(1000, 900, 0, 180, -0.004, 0);

    @Test
    void standard_conditions_give_the_peak_power() {
        var sun = new Sun(30, 180);
        double cold = 25 - 1000.0 / (25 + 6.84);
        var plant = new Photovoltaics(1000, 5000, 0, 180, -0.004, 0);
        assertThat(plant.powerW(sun, 1000, cold, 1)).isCloseTo(1000, within(1e-9));
        assertThat(plant.powerW(sun, 1000, cold + 10, 1)).isCloseTo(960, within(1e-9));
    }

    @Test
    void an_inverter_clips() {
        assertThat(FLAT.powerW(new Sun(10, 180), 1000, -20, 5)).isEqualTo(900);
    }

    @Test
    void night_is_a_zero_that_is_known() {
        assertThat(FLAT.powerW(new Sun(120, 0), 0, 5, 2)).isZero();
    }

    /** A flat plane receives what the flat ground does, however the sky divides it. */
    @Test
    void a_flat_plane_keeps_the_horizontal_irradiance() {
        for (double irradiance = 50; irradiance < 1000; irradiance += 50) {
            assertThat(FLAT.planeIrradiance(new Sun(40, 200), irradiance)).isCloseTo(irradiance, within(1e-9));
        }
    }

    /** The correlation meets itself at 0.22 and 0.80 within its own rounding. */
    @Test
    void the_diffuse_share_has_no_leap() {
        assertThat(Photovoltaics.diffuseShare(0.2201)).isCloseTo(Photovoltaics.diffuseShare(0.22), within(0.01));
        assertThat(Photovoltaics.diffuseShare(0.80)).isCloseTo(0.165, within(0.01));
        // Duffie and Beckman, example 2.10.1: an hour of clearness 0.648 has a diffuse share of 0.34.
        assertThat(Photovoltaics.diffuseShare(0.648)).isCloseTo(0.34, within(0.015));
    }
}
