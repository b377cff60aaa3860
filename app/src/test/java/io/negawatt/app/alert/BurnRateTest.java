package io.negawatt.app.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BurnRateTest {
    private static final double MONTH_S = 30 * 86_400.0;

    /** A load that changes every second, summed up second by second against minutes of it. */
    @Test
    void the_rate_is_the_integral_over_the_window_against_the_even_one() {
        for (int seed = 0; seed < 20; seed++) {
            var random = new SplittableRandom(seed);
            int seconds = 8 * 3_600;
            var watts = new double[seconds];
            double level = 1_000;
            for (int i = 0; i < seconds; i++) {
                level = Math.max(0, level + random.nextDouble(-50, 50));
                watts[i] = level * (random.nextInt(100) == 0 ? 0 : 1);
            }
            var minutes = new double[seconds / 60];
            for (int i = 0; i < seconds; i++) {
                minutes[i / 60] += watts[i];
            }
            double limitJ = random.nextDouble(1e8, 1e10);
            var burn = BurnRate.of(minutes, 60, limitJ, MONTH_S);

            assertThat(burn.fast()).isCloseTo(bruteForce(watts, 3_600, limitJ), within(1e-9));
            assertThat(burn.slow()).isCloseTo(bruteForce(watts, 6 * 3_600, limitJ), within(1e-9));
            assertThat(burn.lesser()).isEqualTo(Math.min(burn.fast(), burn.slow()));
        }
    }

    private static double bruteForce(double[] watts, int windowS, double limitJ) {
        double joules = 0;
        for (int i = watts.length - windowS; i < watts.length; i++) {
            joules += watts[i];
        }
        return joules / windowS * MONTH_S / limitJ;
    }

    @Test
    void an_even_load_that_ends_at_the_limit_burns_at_one() {
        var minutes = new double[360];
        java.util.Arrays.fill(minutes, 60 * 5_000.0);
        var burn = BurnRate.of(minutes, 60, 5_000 * MONTH_S, MONTH_S);
        assertThat(burn.fast()).isCloseTo(1, within(1e-12));
        assertThat(burn.slow()).isCloseTo(1, within(1e-12));
    }
}
