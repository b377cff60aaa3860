package io.negawatt.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerIntegratorTest {
    private static final Instant START = Instant.parse("2026-01-31T08:00:00Z");
    private static final Duration HOLE = Duration.ofSeconds(10);

    private final PowerIntegrator integrator = new PowerIntegrator(HOLE);

    @Test
    void integratesByTrapezoids() {
        integrator.start(100, START);

        assertUsed(integrator.sample(300, at(2)), 400);
        assertUsed(integrator.sample(300, at(12)), 3000);
        assertUsed(integrator.sample(0, at(12)), 0);
        assertUsed(integrator.sample(0, at(13)), 0);
    }

    @Test
    void aLongHoleIsAGap() {
        integrator.start(100, START);

        assertGap(integrator.sample(100, at(11)), 0, 11, "No power sample for 11.0 s; more than 10.0 s");
        assertUsed(integrator.sample(100, at(12)), 100);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1, 1e300})
    void aSampleThatIsNoPowerIsAGapOnBothSides(double watts) {
        integrator.start(100, START);

        assertGap(integrator.sample(watts, at(1)), 0, 1, "which is no power");
        assertGap(integrator.sample(100, at(2)), 1, 2, "no power sample at the start");
        assertUsed(integrator.sample(100, at(3)), 100);
    }

    @Test
    void aMissedSampleIsAGapWithItsReason() {
        integrator.startUnread(START);

        assertGap(integrator.sample(100, at(1)), 0, 1, "no power sample at the start");
        assertGap(integrator.missed(Message.of("series.gap.trace.noValue"), at(2)), 1, 2, "no value here");
    }

    @Test
    void aClockThatGoesBackCoversNoTime() {
        integrator.start(100, START);
        assertUsed(integrator.sample(100, at(5)), 500);

        assertGap(integrator.sample(500, at(2)), 5, 5, "went back by 3.00 s");
        assertUsed(integrator.sample(100, at(6)), 100);
    }

    @Test
    void needsAHoleAboveZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PowerIntegrator(Duration.ZERO));
    }

    @Test
    void usedTimeAndGapsAddUpToTheTimeThatWentBy() {
        for (int seed = 0; seed < 1_000; seed++) {
            var random = new Random(seed);
            var any = new PowerIntegrator(HOLE);
            any.start(random.nextInt(5) == 0 ? Double.NaN : 100, START);
            Instant latest = START;
            Instant covered = START;
            double usedJ = 0;
            double mostJ = 0;
            for (int i = 0; i < 50; i++) {
                latest = latest.plusMillis(random.nextInt(12_000));
                Instant now = random.nextInt(10) == 0 ? latest.minusSeconds(20) : latest;
                double watts = random.nextInt(8) == 0 ? Double.NaN : random.nextDouble(1000);
                var reading = any.sample(watts, now);

                assertThat(reading.from()).isEqualTo(covered);
                covered = reading.to();
                if (reading instanceof Reading.Used(var from, var to, var energy)) {
                    usedJ += energy.joules();
                    mostJ += 1000 * (Duration.between(from, to).toNanos() * 1e-9);
                }
            }
            assertThat(covered).isBeforeOrEqualTo(latest);
            assertThat(usedJ).isLessThanOrEqualTo(mostJ);
        }
    }

    @Test
    void moreSamplesOfTheSameLineGiveTheSameEnergy() {
        var random = new Random(9);
        integrator.start(10, START);
        double usedJ = 0;
        for (double t = random.nextDouble(); t < 1000; t += 0.001 + random.nextDouble()) {
            usedJ += joules(integrator.sample(10 + 2 * t, at(t)));
        }
        usedJ += joules(integrator.sample(2010, at(1000)));
        assertThat(usedJ).isCloseTo(1_010_000, within(0.01));
    }

    private static Instant at(double seconds) {
        return START.plusNanos(Math.round(seconds * 1e9));
    }

    private static double joules(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Used.class);
        return ((Reading.Used) reading).energy().joules();
    }

    private static void assertUsed(Reading reading, double joules) {
        assertThat(joules(reading)).isCloseTo(joules, within(1e-9 * joules));
    }

    private static void assertGap(Reading reading, double fromS, double toS, String says) {
        assertThat(reading).isInstanceOfSatisfying(Reading.Gap.class, gap -> {
            assertThat(gap.from()).isEqualTo(at(fromS));
            assertThat(gap.to()).isEqualTo(at(toS));
            assertThat(gap.reason().toString()).contains(says);
        });
    }
}
