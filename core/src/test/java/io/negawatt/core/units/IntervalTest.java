package io.negawatt.core.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
    private static final int ROUNDS = 10_000;

    @Test
    void refusesEndsInTheWrongOrder() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(2, 1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(0, 2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(Double.NaN, 1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Interval.exactly(Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interval.within(1, 0.1).times(-1));
    }

    @Test
    void makesIntervalsOfKnownShape() {
        assertThat(Interval.within(200, 0.02)).isEqualTo(new Interval(196, 200, 204));
        assertThat(Interval.within(-200, 0.02)).isEqualTo(new Interval(-204, -200, -196));
        assertThat(Interval.byFactor(6, 3)).isEqualTo(new Interval(2, 6, 18));
        assertThat(Interval.exactly(5).relativeHalfWidth()).isZero();
        assertThat(Interval.byFactor(6, 3).relativeHalfWidth()).isEqualTo(2);
        assertThat(Interval.ZERO.relativeHalfWidth()).isZero();
    }

    @Test
    void independentErrorsAddAsSquares() {
        assertThat(Interval.within(100, 0.03).plus(Interval.within(100, 0.04))).isEqualTo(new Interval(195, 200, 205));
        assertThat(Interval.within(100, 0.03).plusCorrelated(Interval.within(100, 0.04)))
                .isEqualTo(new Interval(193, 200, 207));
        assertThat(Interval.sum(List.of())).isEqualTo(Interval.ZERO);
    }

    @Test
    void anIndependentSumIsNeverWiderThanACorrelatedOne() {
        var random = new Random(1);
        for (int i = 0; i < ROUNDS; i++) {
            var a = any(random);
            var b = any(random);
            var independent = a.plus(b);
            var correlated = a.plusCorrelated(b);

            assertThat(independent.mid()).isEqualTo(correlated.mid());
            assertThat(independent.low()).isBetween(correlated.low(), independent.mid());
            assertThat(independent.high()).isBetween(independent.mid(), correlated.high());
        }
    }

    @Test
    void sumsOfFiguresOfAtLeastZeroStayAtLeastZero() {
        var random = new Random(2);
        for (int i = 0; i < ROUNDS; i++) {
            var a = new Interval(0, random.nextDouble(), 2);
            var b = new Interval(0, random.nextDouble() * Math.pow(10, -random.nextInt(20)), 2);

            assertThat(a.plus(b).low()).isNotNegative();
            assertThat(a.plus(b).times(Interval.exactly(2)).low()).isNotNegative();
        }
    }

    @Test
    void aSumContainsTheSumOfTheFigures() {
        var random = new Random(3);
        for (int i = 0; i < ROUNDS; i++) {
            var a = any(random);
            var b = any(random);
            // One figure off by its whole error and the other right is inside, however errors combine.
            assertThat(a.low() + b.mid()).isGreaterThanOrEqualTo(a.plus(b).low() - 1e-9);
            assertThat(a.mid() + b.high()).isLessThanOrEqualTo(a.plus(b).high() + 1e-9);
        }
    }

    @Test
    void scalingCommutesWithSums() {
        var random = new Random(4);
        for (int i = 0; i < ROUNDS; i++) {
            var a = any(random);
            var b = any(random);
            double k = random.nextDouble(100);

            assertNear(a.plus(b).times(k), a.times(k).plus(b.times(k)));
            assertNear(a.plusCorrelated(b).times(k), a.times(k).plusCorrelated(b.times(k)));
            assertNear(a.times(b).times(k), a.times(k).times(b));
        }
    }

    @Test
    void sumsAndProductsDoNotDependOnTheOrder() {
        var random = new Random(5);
        for (int i = 0; i < ROUNDS; i++) {
            var a = any(random);
            var b = any(random);
            var c = any(random);

            assertNear(a.plus(b).plus(c), c.plus(a).plus(b));
            assertNear(a.times(b), b.times(a));
        }
    }

    @Test
    void aProductHoldsEachFactorsErrorAndIsNoWiderThanBoth() {
        var random = new Random(6);
        for (int i = 0; i < ROUNDS; i++) {
            var a = any(random);
            var b = any(random);
            var product = a.times(b);

            assertThat(product.low()).isLessThanOrEqualTo(a.low() * b.mid() * (1 + 1e-12));
            assertThat(product.low()).isGreaterThanOrEqualTo(a.low() * b.low() * (1 - 1e-12));
            assertThat(product.high()).isGreaterThanOrEqualTo(a.mid() * b.high() * (1 - 1e-12));
            assertThat(product.high()).isLessThanOrEqualTo(a.high() * b.high() * (1 + 1e-12));
        }
    }

    @Test
    void aProductWithARangeToZeroTakesTheEnds() {
        assertThat(new Interval(0, 1, 3).times(new Interval(1, 2, 4))).isEqualTo(new Interval(0, 2, 12));
        assertThat(Interval.ZERO.times(Interval.within(5, 0.1))).isEqualTo(Interval.ZERO);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Interval(-1, 1, 3).times(Interval.exactly(1)))
                .withMessageContaining("at least 0");
    }

    @Test
    void whatMayBeMissingRaisesTheUpperEndOnly() {
        assertThat(Interval.exactly(3).raiseHigh(2)).isEqualTo(new Interval(3, 3, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "100, 100, 100, ''",
        "98, 100, 102, ± 2 %",
        "97.6, 100, 102.4, ± 2.4 %",
        "75, 100, 125, ± 25 %",
        "98, 100, 101.6, ± 2 %",
        "-102, -100, -98, ± 2 %",
        "99.97, 100, 100.03, ± 0.03 %",
        "50, 100, 150, ± 50 %",
        "2, 6, 18, ×÷ 3",
        "2, 6, 20, ×÷ 3.3",
        "1.6, 5, 21, ×÷ 4.2",
        "1.6, 3, 21, 1.6–21",
        "100, 100, 130, 100–130",
        "0, 1, 2, 0–2",
        "-1, 0, 1, −1–1",
        "1.6, 3, Infinity, ≥ 1.6",
    })
    void saysHowWideItIs(double low, double mid, double high, String text) {
        assertThat(new Interval(low, mid, high).spread()).hasToString(text);
    }

    @Test
    void printsQuantitiesWithTheirSpread() {
        assertThat(Quantities.printEnergy(Interval.within(15.6 * 3600, 0.02))).isEqualTo("15.6 Wh ± 2 %");
        assertThat(Quantities.printEnergy(Interval.byFactor(72, 3))).isEqualTo("0.0200 Wh ×÷ 3");
        assertThat(Quantities.printPower(Interval.exactly(612))).isEqualTo("612 W");
        assertThat(Quantities.printCarbon(new Interval(1.6, 3, 21))).isEqualTo("3.00 g (1.60 g – 21.0 g)");
        assertThat(Quantities.printWater(new Interval(0, 0.11, 2))).isEqualTo("0.110 L (0 L – 2.00 L)");
        assertThat(Quantities.printMoney(Interval.within(0.0125, 0.03), "CNY")).isEqualTo("¥0.0125 ± 3 %");
        assertThat(Quantities.printMoney(new Interval(-1, 0, 5), "CHF")).isEqualTo("0 CHF (−1.00 CHF – 5.00 CHF)");
    }

    private static Interval any(RandomGenerator random) {
        double mid = Math.pow(10, random.nextDouble(-6, 6));
        return new Interval(mid * random.nextDouble(), mid, mid * (1 + random.nextDouble(4)));
    }

    private static void assertNear(Interval actual, Interval expected) {
        var tolerance = within(1e-9 * Math.abs(expected.high()));
        assertThat(actual.low()).isCloseTo(expected.low(), tolerance);
        assertThat(actual.mid()).isCloseTo(expected.mid(), tolerance);
        assertThat(actual.high()).isCloseTo(expected.high(), tolerance);
    }
}
