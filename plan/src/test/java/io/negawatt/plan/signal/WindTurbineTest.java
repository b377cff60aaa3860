package io.negawatt.plan.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.plan.signal.WindTurbine.CurvePoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindTurbineTest {
    private static final WindTurbine TURBINE = new WindTurbine(
            80, List.of(new CurvePoint(3, 0), new CurvePoint(12, 2e6), new CurvePoint(25, 2e6)), 1 / 7.0);

    /** ISO 2533: 15 °C and 101,325 Pa give 1.225 kg/m³; at 2,000 m, 2 °C and 79,495 Pa give 1.00649 kg/m³. */
    @Test
    void air_density_agrees_with_the_standard_atmosphere() {
        assertThat(WindTurbine.density(15, 101_325)).isCloseTo(1.225, within(1e-4));
        assertThat(WindTurbine.density(2.0, 79_495)).isCloseTo(1.00649, within(2e-4));
    }

    /** One seventh: twice the height gives 2^(1/7) = 1.104 times the wind. */
    @Test
    void wind_grows_with_height() {
        assertThat(WindTurbine.atHeight(10, 40, 80, 1 / 7.0)).isCloseTo(11.04, within(0.005));
    }

    @Test
    void power_follows_the_curve_between_cut_in_and_cut_out() {
        assertThat(TURBINE.powerW(2.9, 80, 15, 101_325)).isZero();
        assertThat(TURBINE.powerW(7.5, 80, 15, 101_325)).isCloseTo(1e6, within(1e2));
        assertThat(TURBINE.powerW(20, 80, 15, 101_325)).isEqualTo(2e6);
        assertThat(TURBINE.powerW(26, 80, 15, 101_325)).isZero();
    }

    @Test
    void thin_air_carries_less() {
        assertThat(TURBINE.powerW(9, 80, 2, 79_495)).isLessThan(TURBINE.powerW(9, 80, 15, 101_325));
    }
}
