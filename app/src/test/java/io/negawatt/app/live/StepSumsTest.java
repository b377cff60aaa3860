package io.negawatt.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.text.Message;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StepSumsTest {
    private static final long HOUR = StoredFile.HOUR_MS;
    private static final Series POWER = SampleBatches.power(0);

    private static StepSums sums(Series series, long fromMs, long toMs, long stepMs, double... timesAndValues) {
        var sums = new StepSums(series, new Window(fromMs, toMs, stepMs));
        for (int i = 0; i < timesAndValues.length; i += 2) {
            sums.sample((long) timesAndValues[i], timesAndValues[i + 1]);
        }
        return sums;
    }

    @Test
    void powerIsIntegratedOverTheTimeSinceTheSampleBefore() {
        var sums = sums(POWER, 0, 4_000, 1_000, 1_000, 100, 2_000, 200, 2_500, 300);
        assertThat(sums.amount(0)).isEqualTo(100);
        assertThat(sums.amount(1)).isEqualTo(200);
        assertThat(sums.amount(2)).isEqualTo(150);
        assertThat(sums.meanW(2)).isEqualTo(300);
        assertThat(sums.coveredMs(2)).isEqualTo(500);
        assertThat(sums.coveredMs(3)).isZero();
        assertThat(sums.meanW(3)).isNaN();
    }

    @Test
    void aSampleIsSharedOutBetweenTheStepsThatItReachesOver() {
        var sums = sums(POWER, 0, 4_000, 1_000, 500, 0, 2_500, 100);
        assertThat(sums.amount(0)).isEqualTo(50);
        assertThat(sums.amount(1)).isEqualTo(100);
        assertThat(sums.amount(2)).isEqualTo(50);
        assertThat(sums.count(2)).isEqualTo(1);
        assertThat(sums.count(1)).isZero();
    }

    @Test
    void silenceIsNoSteadyLoad() {
        var sums = sums(POWER, 0, 10_000, 10_000, 1_000, 100, 9_000, 100);
        assertThat(sums.amount(0)).isEqualTo(200);
        assertThat(sums.coveredMs(0)).isEqualTo(2_000);
        var told = sums(POWER, 0, 10_000, 10_000, 1_000, 100, 2_500, Double.NaN, 3_000, 100);
        assertThat(told.amount(0)).isEqualTo(150);
        assertThat(told.count(0)).isEqualTo(2);
    }

    @Test
    void aCounterBridgesAnOutageAndStartsAgainAtZero() {
        var sums = sums(SampleBatches.energy(0), 0, 100_000, 100_000, 1_000, 50, 2_000, 150, 62_000, 6_150, 63_000, 10);
        assertThat(sums.amount(0)).isEqualTo(100 + 6_000 + 10);
        assertThat(sums.coveredMs(0)).isEqualTo(62_000);
    }

    /** What a counter counted in its whole life must not count again because it said 0 for a moment. */
    @Test
    void aCounterThatShowsZeroForAMomentIsNoRestart() {
        var series = SampleBatches.energy(0);
        var brief = sums(series, 0, 100_000, 100_000, 1_000, 5e9, 2_000, 5e9 + 100, 3_000, 0, 4_000, 5e9 + 300);
        assertThat(brief.amount(0)).isEqualTo(300);
        var longer =
                sums(series, 0, 100_000, 100_000, 1_000, 5e9, 2_000, 0, 3_000, 0, 4_000, 5e9 + 300, 5_000, 5e9 + 350);
        assertThat(longer.amount(0)).isEqualTo(350);
        var restart = sums(series, 0, 100_000, 100_000, 1_000, 5e9, 2_000, 0, 3_000, 70, 4_000, 90);
        assertThat(restart.amount(0)).isEqualTo(90);
        var twice = sums(series, 0, 100_000, 100_000, 1_000, 500, 2_000, 0, 3_000, 600, 4_000, 0, 5_000, 30);
        assertThat(twice.amount(0)).isEqualTo(100 + 30);
    }

    @Test
    void useIsSummedAndALevelHasNoAmount() {
        var use = Series.of("energy", Measure.USE, "J", 1_000, Map.of());
        assertThat(sums(use, 0, 5_000, 5_000, 1_000, 7.25, 2_000, 0.75).amount(0))
                .isEqualTo(8);
        var level = Series.of("temperature", Measure.LEVEL, "Cel", 1_000, Map.of());
        var levels = sums(level, 0, 5_000, 5_000, 1_000, 60, 2_000, 64);
        assertThat(levels.amountMicro(0)).isZero();
        assertThat(levels.mean(0)).isEqualTo(62);
        assertThat(levels.min(0)).isEqualTo(60);
        assertThat(levels.max(0)).isEqualTo(64);
        assertThat(levels.last(0)).isEqualTo(64);
    }

    @Test
    void aGapWithAnAmountCountsAndStaysUncovered() {
        var sums = new StepSums(POWER, new Window(0, 4_000, 1_000));
        sums.gap(new SeriesGap(POWER, 500, 2_500, OptionalDouble.of(100), Message.of("store.gap.journal")));
        assertThat(sums.told()).isTrue();
        assertThat(sums.amount(0)).isEqualTo(25);
        assertThat(sums.amount(1)).isEqualTo(50);
        assertThat(sums.amount(2)).isEqualTo(25);
        assertThat(sums.coveredMs(1)).isZero();
    }

    /** What was used in the gap says nothing of the power beside it. */
    @Test
    void powerBesideAGapIsThatOfItsSamplesAlone() {
        var sums = sums(POWER, 0, 2_000, 2_000, 1_000, 100);
        sums.gap(new SeriesGap(POWER, 1_000, 2_000, OptionalDouble.of(900), Message.of("store.gap.journal")));
        assertThat(sums.amount(0)).isEqualTo(1_000);
        assertThat(sums.meanW(0)).isEqualTo(100);
    }

    /** The law that lets sums stand for their samples: by whatever steps, and over whatever sums, the whole is the same. */
    @Test
    void sumsOfAnyStepsAreTheSameToTheLastMillionth() {
        var random = new SplittableRandom(5);
        for (int round = 0; round < 200; round++) {
            var series = random.nextBoolean() ? POWER : SampleBatches.energy(0);
            var row = new double[2 * random.nextInt(1, 400)];
            long at = random.nextInt(10_000);
            for (int i = 0; i < row.length; i += 2) {
                at += random.nextInt(30) == 0 ? random.nextInt(100_000) : 1 + random.nextInt(2_000);
                row[i] = at;
                boolean zero = random.nextInt(30) == 0;
                row[i + 1] = random.nextInt(40) == 0 ? Double.NaN : zero ? 0 : random.nextInt(7_000) / 10.0;
            }
            var whole = sums(series, 0, HOUR, HOUR, row);
            for (long stepMs : new long[] {1_000, 60_000, 7_000, 900_000}) {
                var parts = sums(series, 0, HOUR, stepMs, row);
                long amount = 0;
                long covered = 0;
                long count = 0;
                for (int step = 0; step < parts.window().steps(); step++) {
                    amount += parts.amountMicro(step);
                    covered += parts.coveredMs(step);
                    count += parts.count(step);
                }
                assertThat(amount).isEqualTo(whole.amountMicro(0));
                assertThat(covered).isEqualTo(whole.coveredMs(0));
                assertThat(count).isEqualTo(whole.count(0));
            }
            var fromMinutes = new StepSums(series, new Window(0, HOUR, 900_000));
            var minutes = sums(series, 0, HOUR, 60_000, row);
            for (int step = 0; step < 60; step++) {
                fromMinutes.rolled(step * 60_000L, (step + 1) * 60_000L, RolledStep.of(minutes, step));
            }
            var direct = sums(series, 0, HOUR, 900_000, row);
            for (int step = 0; step < 4; step++) {
                assertThat(fromMinutes.amountMicro(step)).isEqualTo(direct.amountMicro(step));
                assertThat(fromMinutes.coveredMs(step)).isEqualTo(direct.coveredMs(step));
                assertThat(Double.valueOf(fromMinutes.min(step))).isEqualTo(Double.valueOf(direct.min(step)));
                assertThat(Double.valueOf(fromMinutes.max(step))).isEqualTo(Double.valueOf(direct.max(step)));
                assertThat(Double.valueOf(fromMinutes.last(step))).isEqualTo(Double.valueOf(direct.last(step)));
            }
        }
    }
}
