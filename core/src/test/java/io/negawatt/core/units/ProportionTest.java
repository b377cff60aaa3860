package io.negawatt.core.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProportionTest {
    private static final double Z90 = 1.6448536269514722;

    /** The ends are the shares from which the hits are just 1.645 standard errors away: Wilson's equation itself. */
    @ParameterizedTest
    @CsvSource({"1, 10", "5, 10", "95, 100", "999, 1000", "3, 7"})
    void theEndsSolveWilsonsEquation(long hits, long trials) {
        var interval = Proportion.of(hits, trials);

        assertThat(interval.mid()).isEqualTo(hits / (double) trials);
        for (double end : new double[] {interval.low(), interval.high()}) {
            double errors = Math.abs(interval.mid() - end) / Math.sqrt(end * (1 - end) / trials);
            assertThat(errors).isCloseTo(Z90, within(1e-9));
        }
    }

    @Test
    void allOrNoneIsNeverCertain() {
        assertThat(Proportion.of(0, 20).low()).isZero();
        assertThat(Proportion.of(0, 20).high()).isCloseTo(Z90 * Z90 / (20 + Z90 * Z90), within(1e-12));
        assertThat(Proportion.of(20, 20).high()).isEqualTo(1);
        assertThat(Proportion.of(20, 20).low()).isCloseTo(20 / (20 + Z90 * Z90), within(1e-12));
    }

    /** Exact: the sum over all outcomes whose interval holds the truth. Wilson's 90 % holds about 90 % on average. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.5, 0.8, 0.95})
    void holdsTheTruthAboutNineTimesOutOfTen(double truth) {
        int trials = 400;
        double held = 0;
        double logOutcome = trials * Math.log(1 - truth);
        for (int hits = 0; hits <= trials; hits++) {
            var interval = Proportion.of(hits, trials);
            held += interval.low() <= truth && truth <= interval.high() ? Math.exp(logOutcome) : 0;
            logOutcome += Math.log((trials - hits) / (hits + 1.0)) + Math.log(truth / (1 - truth));
        }

        assertThat(held).isBetween(0.88, 0.92);
    }

    @Test
    void countsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> Proportion.of(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Proportion.of(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Proportion.of(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
