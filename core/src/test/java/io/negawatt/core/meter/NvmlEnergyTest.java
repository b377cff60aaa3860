package io.negawatt.core.meter;

import static io.negawatt.core.meter.NvmlTimeLine.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.series.Reading;
import io.negawatt.core.text.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvmlEnergyTest {
    private static final int SEEDS =
            System.getProperty("negawatt.faults", "short").equals("long") ? 500 : 10;

    @TempDir
    Path folder;

    @Test
    void betweenTicksThereIsNoFigureYet() {
        var line = new NvmlTimeLine(folder, "watts 0 300", "energy 0 9", "clock 0");
        line.poll(0.05, "watts 0 300", "energy 0 9", "clock 50").isPending();
        line.poll(0.10, "watts 0 300", "energy 0 9", "clock 100").uses(0, 30);
        line.poll(0.15, "watts 0 300", "energy 0 9", "clock 150").isPending();
        line.poll(0.30, "watts 0 300", "energy 0 9", "clock 300").uses(0.10, 60);
        line.close();
    }

    @Test
    void aStepBackIsAResetAndNeverAWrap() {
        var line = new NvmlTimeLine(folder, "energy 0 9000000", "power 0 300000");
        line.poll(1, "energy 0 9300000").uses(0, 300);
        line.poll(2, "energy 0 120000").isGap(1, "gap.reset");
        line.poll(3, "energy 0 420000").uses(2, 300);
        line.close();
    }

    @Test
    void aZeroThatRecoversLosesNothingAndAddsNothing() {
        var line = new NvmlTimeLine(folder, "energy 0 9000000", "power 0 300000");
        line.poll(1, "energy 0 0").isPending();
        line.poll(2, "energy 0 9600000").uses(0, 600);
        line.close();
    }

    @Test
    void aJumpThatNoBoardCanDrawIsAGap() {
        var line = new NvmlTimeLine(folder, "energy 0 9000000", "power 0 300000");
        line.poll(1, "energy 0 999999999999").isGap(0, "gap.implausible");
        line.poll(2, "energy 0 9600000").isGap(1, "gap.reset");
        line.poll(3, "energy 0 9900000").uses(2, 300);
        line.close();
    }

    @Test
    void aCounterThatWasUnreadableForAWhileGivesOneFigureOverTheWholeTime() {
        var line = new NvmlTimeLine(folder, "energy 0 9000000", "power 0 300000");
        line.poll(1, "fail nvmlDeviceGetTotalEnergyConsumption 10").isPending();
        line.poll(2, "fail nvmlDeviceGetTotalEnergyConsumption 999").isPending();
        line.poll(3, "energy 0 9900000").uses(0, 900);
        line.close();
    }

    @Test
    void aCounterThatStaysUnreadableIsGivenUpAsAGap() {
        var line = new NvmlTimeLine(folder, "energy 0 9000000", "power 0 300000");
        line.poll(1, "fail nvmlDeviceGetTotalEnergyConsumption 10").isPending();
        line.poll(10, "fail nvmlDeviceGetTotalEnergyConsumption 10").isPending();
        line.poll(12, "fail nvmlDeviceGetTotalEnergyConsumption 10").isGap(0, "gap.unreadable");
        line.poll(14, "energy 0 13200000").isGap(12, "gap.back");
        line.poll(15, "energy 0 13500000").uses(14, 300);
        line.close();
    }

    @Test
    void aCounterThatStopsWhileTheBoardDrawsIsDeadAndItsPowerIsIntegrated() {
        var line = new NvmlTimeLine(folder, "energy 0 9000000", "power 0 300000");
        line.poll(1, "energy 0 9300000", "power 0 300000").uses(0, 300);
        line.poll(2, "energy 0 9300000", "power 0 300000").isPending();
        line.poll(3, "energy 0 9300000", "power 0 400000").uses(1, 300 + 350);
        line.poll(4, "energy 0 9300000", "power 0 200000").uses(3, 300);
        assertThat(line.meter.notes()).extracting(Message::key).containsExactly("meter.nvml.note.dead");
        // It wakes up with all that it missed, which is counted already.
        line.poll(5, "energy 0 10500000", "power 0 200000").uses(4, 200);
        line.close();
    }

    @Test
    void aBoardWithoutPowerHasUsedAMeasuredZero() {
        var line = new NvmlTimeLine(folder, "energy 0 9000000", "power 0 0");
        line.poll(2, "energy 0 9000000", "power 0 0").uses(0, 0);
        line.poll(3, "energy 0 9001000", "power 0 1000").uses(2, 1);
        line.close();
    }

    @Test
    void aDeadCounterIsUnknownAndThePowerIsIntegrated() {
        var line = new NvmlTimeLine(folder, "energy 0 0", "power 0 300000", "name 0 NVIDIA T4");
        var channel = line.meter.channels().getFirst();
        assertThat(channel.tier()).isEqualTo(Tier.METERED);
        assertThat(channel.bounds()).isEqualTo(Channel.Bounds.within(0.10));
        assertThat(line.meter.notes()).extracting(Message::key).containsExactly("meter.nvml.note.power");
        line.poll(1, "power 0 400000").uses(0, 350);
        line.poll(3, "power 0 400000").uses(1, 800);
        line.close();
    }

    @Test
    void aSensorThatSeesAQuarterOfTheTimeHasWiderBounds() {
        var line = new NvmlTimeLine(
                folder, "fail nvmlDeviceGetTotalEnergyConsumption 3", "power 0 300000", "name 0 NVIDIA A100-SXM4-80GB");
        assertThat(line.meter.channels().getFirst().bounds()).isEqualTo(Channel.Bounds.within(0.35));
        line.close();
    }

    @Test
    void powerThatWasNotReadIsAGapOnBothSides() {
        var line = new NvmlTimeLine(folder, "power 0 300000", "energy 0 0");
        line.poll(1, "fail nvmlDeviceGetPowerUsage 10").isGap(0, "gap.unreadable");
        line.poll(2, "power 0 300000").isGap(1, "gap.back");
        line.poll(3, "power 0 300000").uses(2, 300);
        line.poll(4, "power 0 4294967295").isGap(3, "gap.unreadable");
        line.poll(5, "power 0 300000").isGap(4, "gap.back");
        line.poll(60, "power 0 300000").isGap(5, "gap.slow");
        line.poll(61, "power 0 300000").uses(60, 300);
        line.close();
    }

    /**
     * The law: whatever happens, each moment is covered once, and no more energy is told than was used. Less is told only
     * where two resets between two figures hide each other.
     */
    @Test
    void noRandomCourseOfFaultsLeavesAHoleOrInventsEnergy() {
        double allTrueJ = 0;
        double allToldJ = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            var stub = NvmlStub.in(folder).says("count 1", "energy 0 1000000", "power 0 300000");
            try (var meter = stub.meter()) {
                meter.start(at(0));
                var readings = course(stub, meter, new SplittableRandom(seed));
                assertCoveredOnce(readings);
                double trueJ = 300 * usedS(readings);
                assertThat(joules(readings)).as("seed %d", seed).isLessThan(trueJ + 0.01);
                allTrueJ += trueJ;
                allToldJ += joules(readings);
            }
        }
        assertThat(allToldJ).isBetween(0.97 * allTrueJ, allTrueJ);
    }

    private static List<Reading> course(NvmlStub stub, NvmlMeter meter, SplittableRandom random) {
        var readings = new ArrayList<Reading>();
        double timeS = 0;
        double offsetMj = 1_000_000;
        int generation = 0;
        for (int i = 0; i < 60; i++) {
            timeS += random.nextInt(1, 30) / 10.0;
            int fault = random.nextInt(12);
            generation += fault == 0 ? 1 : 0;
            offsetMj = fault <= 1 ? 1 - timeS * 300_000 : offsetMj;
            long mj = Math.round(offsetMj + timeS * 300_000);
            stub.says(
                    "count 1",
                    "power 0 300000",
                    "generation " + generation,
                    "energy 0 " + (fault == 2 ? 0 : mj),
                    fault == 3 ? "fail nvmlDeviceGetTotalEnergyConsumption 15" : "",
                    fault == 4 ? "fail nvmlDeviceGetTotalEnergyConsumption 10" : "",
                    fault == 5 ? "fail nvmlDeviceGetHandleByUUID 15" : "",
                    fault == 6 ? "fail nvmlInit_v2 9" : "");
            readings.addAll(meter.poll(at(timeS)));
        }
        return readings;
    }

    private static void assertCoveredOnce(List<Reading> readings) {
        var covered = at(0);
        for (var reading : readings) {
            assertThat(reading.from()).isEqualTo(covered);
            covered = reading instanceof Reading.Pending ? covered : reading.to();
        }
    }

    private static double joules(List<Reading> readings) {
        return readings.stream()
                .filter(Reading.Used.class::isInstance)
                .mapToDouble(r -> ((Reading.Used) r).energy().joules())
                .sum();
    }

    private static double usedS(List<Reading> readings) {
        return readings.stream()
                .filter(Reading.Used.class::isInstance)
                .mapToDouble(NvmlEnergyTest::seconds)
                .sum();
    }

    private static double seconds(Reading reading) {
        return Duration.between(reading.from(), reading.to()).toNanos() * 1e-9;
    }
}
