package io.negawatt.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.units.Interval;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    /** Student's t, two-sided 90 %, from the table of critical values in NIST/SEMATECH's handbook, section 1.3.6.7.2. */
    @ParameterizedTest
    @CsvSource({"2, 6.314", "3, 2.920", "4, 2.353", "5, 2.132", "6, 2.015", "11, 1.812"})
    void theIntervalIsThatOfStudentsTOverLogarithms(int seeds, double t) {
        // Logarithms that alternate around −0.2 with a standard deviation that is worked out here anew.
        double[] logs = DoubleStream.iterate(0, i -> i + 1)
                .limit(seeds)
                .map(i -> -0.2 + (i % 2 == 0 ? 0.1 : -0.05) + 0.01 * i)
                .toArray();
        double mean = DoubleStream.of(logs).average().orElseThrow();
        double variance =
                DoubleStream.of(logs).map(log -> (log - mean) * (log - mean)).sum() / (seeds - 1);
        double half = t * Math.sqrt(variance / seeds);

        var ratio = Verdict.ratio(DoubleStream.of(logs).map(Math::exp).boxed().toList());

        assertThat(Math.log(ratio.mid())).isCloseTo(mean, within(1e-12));
        assertThat(Math.log(ratio.low())).isCloseTo(mean - half, within(1e-12));
        assertThat(Math.log(ratio.high())).isCloseTo(mean + half, within(1e-12));
    }

    @Test
    void aWorkedExample() {
        // ln: −0.1, −0.2, −0.3; mean −0.2, deviation 0.1, half-width 2.920 · 0.1 / √3 = 0.16859.
        var ratio = Verdict.ratio(List.of(Math.exp(-0.1), Math.exp(-0.2), Math.exp(-0.3)));
        assertThat(ratio.low()).isCloseTo(0.69171, within(1e-5));
        assertThat(ratio.mid()).isCloseTo(0.81873, within(1e-5));
        assertThat(ratio.high()).isCloseTo(0.96907, within(1e-5));
        assertThat(Verdict.of(ratio)).isEqualTo(Verdict.SAVES);
    }

    @Test
    void plantedRatiosGetTheirVerdict() {
        assertThat(verdict(0.80, 0.82, 0.81)).isEqualTo(Verdict.SAVES);
        assertThat(verdict(1.30, 1.25, 1.28)).isEqualTo(Verdict.COSTS);
        assertThat(verdict(0.95, 1.06, 1.00)).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
        assertThat(verdict(0.70, 1.10, 0.72)).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
    }

    @Test
    void anIntervalThatTouchesOneShowsNoDifference() {
        assertThat(Verdict.of(new Interval(0.8, 0.9, 1))).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
        assertThat(Verdict.of(new Interval(1, 1.1, 1.2))).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
    }

    private static Verdict verdict(double... ratios) {
        return Verdict.of(Verdict.ratio(DoubleStream.of(ratios).boxed().toList()));
    }
}
