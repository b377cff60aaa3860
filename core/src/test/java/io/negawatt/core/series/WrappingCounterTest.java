package io.negawatt.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappingCounterTest {
    private static final Instant START = Instant.parse("2026-01-31T08:00:00Z");
    private static final long RANGE = 262_143_328_850L;

    /** A package that draws at most 1 kW, on a RAPL counter in microjoules: one turn takes 262 s. */
    private static final CounterSpec RAPL = CounterSpec.wrapping(1e-6, RANGE, 1000);

    /** A counter in millijoules of a board that draws at most 1 kW. */
    private static final CounterSpec NVML = CounterSpec.unbounded(1e-3, 1000);

    @Test
    void countsWhatWasUsedBetweenPolls() {
        var counter = started(NVML, 5_000);

        assertUsed(counter.poll(505_000, at(1)), 0, 1, 500);
        assertUsed(counter.poll(505_000, at(2)), 1, 2, 0);
        assertUsed(counter.poll(1_505_000, at(3)), 2, 3, 1000);
    }

    @Test
    void correctsOneWrap() {
        var counter = started(RAPL, RANGE - 1_000_000);

        assertUsed(counter.poll(2_000_000, at(1)), 0, 1, 3);
    }

    @Test
    void aPollAfterTheCounterMayHaveTurnedIsAGap() {
        var counter = started(RAPL, 1);

        assertGap(
                counter.poll(50_000_000, at(263)),
                0,
                263,
                "Polled after 4 min 23 s, but the counter can turn over in 4 min 22 s");
        assertUsed(counter.poll(60_000_000, at(264)), 263, 264, 10);
    }

    @Test
    void aFallWithoutAKnownRangeIsAGap() {
        var counter = started(NVML, 1_000_000);

        assertGap(counter.poll(999_000, at(1)), 0, 1, "fell from 1000.00 J to 999.000 J");
        assertUsed(counter.poll(999_500, at(2)), 1, 2, 0.5);
    }

    @Test
    void aNewEpochIsAGapEvenWhereTheCountRises() {
        var counter = new WrappingCounter(NVML);
        counter.start(1_000, 7, START);

        assertGap(counter.poll(1_500, 8, at(1)), 0, 1, "was reset");
        assertUsed(counter.poll(2_000, 8, at(2)), 1, 2, 0.5);
    }

    @Test
    void aFigureThatTheDeviceCannotDrawIsAGap() {
        var counter = started(NVML, 1_000);

        assertGap(counter.poll(1_000 + 1_001_000, at(1)), 0, 1, "1.00 s", "1.00 kW");
        assertUsed(counter.poll(1_102_000, at(2)), 1, 2, 100);
    }

    @Test
    void aCounterStuckAtZeroFromTheStartIsUnknown() {
        var counter = started(NVML, 0);

        assertGap(counter.poll(0, at(1)), 0, 1, "0 since the start");
        assertGap(counter.poll(0, at(2)), 1, 2, "0 since the start");
        assertUsed(counter.poll(700_000, at(3)), 2, 3, 700);
        assertUsed(counter.poll(700_000, at(4)), 3, 4, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {53_700_000_000L, 30_000})
    void aBriefZeroIsNeverCountedAgainWhenTheCounterComesBack(long total) {
        var counter = started(NVML, total);

        assertUsed(counter.poll(total + 1_000, at(1)), 0, 1, 1);
        assertGap(counter.poll(0, at(2)), 1, 2, "fell");
        assertGap(counter.poll(0, at(3)), 2, 3, "fell");
        assertGap(counter.poll(total + 3_000, at(4)), 3, 4, "came back");
        assertUsed(counter.poll(total + 4_000, at(5)), 4, 5, 1);
    }

    @Test
    void aBriefZeroOfAWrappingCounterIsNoWrap() {
        var counter = started(RAPL, 90_000_000);

        assertGap(counter.poll(0, at(1)), 0, 1, "more than the device can draw");
        assertGap(counter.poll(90_500_000, at(2)), 1, 2, "came back");
        assertUsed(counter.poll(91_500_000, at(3)), 2, 3, 1);
    }

    @Test
    void aRealResetCountsOn() {
        var counter = started(NVML, 1_000_000);

        assertGap(counter.poll(200, at(1)), 0, 1, "fell");
        assertUsed(counter.poll(100_200, at(2)), 1, 2, 100);
        assertUsed(counter.poll(1_000_200, at(3)), 2, 3, 900);
    }

    @Test
    void aCountOutsideItsRangeIsAGap() {
        var counter = started(RAPL, 5);

        assertGap(counter.poll(RANGE + 1, at(1)), 0, 1, "outside its range");
        assertGap(counter.poll(10, at(2)), 1, 2, "no earlier value");
        assertUsed(counter.poll(1_000_010, at(3)), 2, 3, 1);
        assertGap(started(NVML, 1).poll(-1, at(1)), 0, 1, "outside its range of 0 to …");
    }

    @Test
    void aFailedPollIsAGapWithItsReason() {
        var counter = new WrappingCounter(NVML);
        counter.startUnread(START);

        assertGap(counter.poll(5_000, at(1)), 0, 1, "no earlier value");
        assertGap(counter.missed(Message.of("series.gap.trace.noValue"), at(2)), 1, 2, "no value here");
        assertGap(counter.poll(6_000, at(3)), 2, 3, "no earlier value");
        assertUsed(counter.poll(7_000, at(4)), 3, 4, 1);
    }

    @Test
    void waitsForADeviceThatMovesItsCounterSeldom() {
        var counter = new WrappingCounter(NVML.movingEvery(Duration.ofMillis(100)));
        counter.start(1_000, START);

        assertThat(counter.poll(1_000, at(0.05))).isEqualTo(new Reading.Pending(START, at(0.05)));
        assertUsed(counter.poll(101_000, at(0.08)), 0, 0.08, 100);
        assertThat(counter.poll(101_000, at(0.13))).isEqualTo(new Reading.Pending(at(0.08), at(0.13)));
        assertUsed(counter.poll(101_000, at(0.2)), 0.08, 0.2, 0);
        assertGap(counter.poll(350_000, at(0.3)), 0.2, 0.3, "more than the device can draw");
    }

    @Test
    void aClockThatGoesBackCoversNoTime() {
        var counter = started(NVML, 1_000);

        assertUsed(counter.poll(2_000, at(10)), 0, 10, 1);
        assertGap(counter.poll(3_000, at(7)), 10, 10, "went back by 3.00 s");
        assertThat(counter.poll(3_500, at(10))).isEqualTo(new Reading.Pending(at(10), at(10)));
        assertUsed(counter.poll(4_000, at(11)), 10, 11, 2);
        assertGap(counter.missed(Message.of("series.gap.trace.noValue"), at(2)), 11, 11, "went back by 9.00 s");
    }

    @Test
    void aSpecNeedsFiguresAboveZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> CounterSpec.wrapping(0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> CounterSpec.wrapping(1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> CounterSpec.unbounded(1, Double.NaN));
    }

    @Test
    void anHonestCounterLosesNothingWhereverItWraps() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var spec = CounterSpec.wrapping(1e-6, 1 + random.nextLong(1L << 36), 500);
            double turnS = spec.rangeTicks().orElseThrow() * 1e-6 / 500;
            long trueTicks = random.nextLong(spec.rangeTicks().orElseThrow());
            var counter = new WrappingCounter(spec);
            counter.start(trueTicks, START);
            long firstTicks = trueTicks;
            double usedJ = 0;
            Instant now = START;
            for (int poll = 0; poll < 50; poll++) {
                long stepNs = 1 + (long) (turnS * 1e9 * random.nextDouble() * 0.9);
                now = now.plusNanos(stepNs);
                trueTicks += (long) (stepNs * 1e-9 * 500 * random.nextDouble() * 1e6);
                var reading = counter.poll(trueTicks % spec.rangeTicks().orElseThrow(), now);
                usedJ += reading instanceof Reading.Used used ? used.energy().joules() : 0;
            }
            assertThat(usedJ)
                    .isCloseTo((trueTicks - firstTicks) * 1e-6, within(1e-6 * (trueTicks - firstTicks) * 1e-6 + 1e-9));
        }
    }

    @Test
    void anyFaultsStayWithinWhatTheDeviceCanDrawAndCoverEverySecondOnce() {
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var range = random.nextBoolean() ? Optional.of(RANGE) : Optional.<Long>empty();
            var update = Duration.ofMillis(random.nextInt(200));
            var spec = new CounterSpec(1e-6, range, 1000, update);
            var counter = new WrappingCounter(spec);
            counter.start(random.nextLong(RANGE), START);
            assertFaultsHold(counter, random, update);
        }
    }

    private static void assertFaultsHold(WrappingCounter counter, Random random, Duration update) {
        Instant covered = START;
        Instant latest = START;
        long ticks = random.nextLong(RANGE);
        for (int poll = 0; poll < 60; poll++) {
            latest = latest.plusMillis(random.nextInt(2_000));
            Instant now = random.nextInt(20) == 0 ? latest.minusSeconds(random.nextInt(30)) : latest;
            ticks = Math.floorMod(ticks + random.nextLong(1_000_000_000), RANGE);
            long said = switch (random.nextInt(12)) {
                case 0 -> 0;
                case 1 -> random.nextLong();
                case 2 -> random.nextLong(RANGE);
                case 3 -> Math.max(0, ticks - random.nextInt(5_000));
                default -> ticks;
            };
            var reading = random.nextInt(15) == 0
                    ? counter.missed(Message.of("series.gap.trace.noValue"), now)
                    : counter.poll(said, random.nextInt(30) == 0 ? poll : 0, now);
            assertThat(reading.from()).isEqualTo(covered);
            assertThat(reading.to()).isAfterOrEqualTo(covered);
            covered = reading instanceof Reading.Pending ? covered : reading.to();
            if (reading instanceof Reading.Used(var from, var to, var energy)) {
                double mostJ = 1000 * (Duration.between(from, to).plus(update).toNanos() * 1e-9);
                assertThat(energy.joules()).isLessThanOrEqualTo(mostJ * (1 + 1e-9));
            }
        }
    }

    private static WrappingCounter started(CounterSpec spec, long ticks) {
        var counter = new WrappingCounter(spec);
        counter.start(ticks, START);
        return counter;
    }

    private static Instant at(double seconds) {
        return START.plusNanos(Math.round(seconds * 1e9));
    }

    private static void assertUsed(Reading reading, double fromS, double toS, double joules) {
        assertThat(reading).isInstanceOfSatisfying(Reading.Used.class, used -> {
            assertThat(used.from()).isEqualTo(at(fromS));
            assertThat(used.to()).isEqualTo(at(toS));
            assertThat(used.energy().joules()).isCloseTo(joules, within(1e-9 * joules));
        });
    }

    private static void assertGap(Reading reading, double fromS, double toS, String... says) {
        assertThat(reading).isInstanceOfSatisfying(Reading.Gap.class, gap -> {
            assertThat(gap.from()).isEqualTo(at(fromS));
            assertThat(gap.to()).isEqualTo(at(toS));
            assertThat(List.of(says))
                    .allSatisfy(text -> assertThat(gap.reason().toString()).contains(text));
        });
    }
}
