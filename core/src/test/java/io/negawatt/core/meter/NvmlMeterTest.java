package io.negawatt.core.meter;

import static io.negawatt.core.meter.NvmlTimeLine.assertGap;
import static io.negawatt.core.meter.NvmlTimeLine.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.negawatt.core.series.Reading;
import io.negawatt.core.units.Energy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvmlMeterTest {
    @TempDir
    Path folder;

    @Test
    void eightBoardsAreEightChannelsWithTheirOwnCounters() {
        var stub = NvmlStub.in(folder).says("count 8", "energy 0 1000", "energy 7 5000");
        try (var meter = stub.meter()) {
            assertThat(meter.channels())
                    .extracting(Channel::id)
                    .containsExactly("gpu0", "gpu1", "gpu2", "gpu3", "gpu4", "gpu5", "gpu6", "gpu7");
            assertThat(meter.channels())
                    .allMatch(c -> c.tier() == Tier.COUNTER && c.scope() == Scope.DEVICE)
                    .allMatch(c -> c.bounds().equals(Channel.Bounds.within(0.05).withTick(0.1)))
                    .allMatch(c -> c.idleW().isEmpty() && c.component() == Component.COMPUTE);
            meter.start(at(0));
            stub.says("count 8", "energy 0 1500", "energy 7 5001");
            var readings = meter.poll(at(1));
            assertThat(readings.getFirst()).isEqualTo(used(0, 1, 0.5));
            assertThat(readings.getLast()).isEqualTo(used(0, 1, 0.001));
        }
    }

    @Test
    void aLostBoardIsAGapUntilItReturnsAndTheOtherGoesOn() {
        var stub = NvmlStub.in(folder).says("count 2", "energy 0 1000", "energy 1 1000");
        try (var meter = stub.meter()) {
            meter.start(at(0));
            stub.says("count 2", "energy 0 2000", "energy 1 2000", "fail nvmlDeviceGetTotalEnergyConsumption 15 0");
            assertThat(meter.poll(at(1)).getFirst()).satisfies(r -> assertGap(r, 0, 1, "gap.lost"));
            stub.says("count 2", "energy 1 3000", "fail nvmlDeviceGetHandleByUUID 15 0");
            var readings = meter.poll(at(2));
            assertGap(readings.getFirst(), 1, 2, "gap.lost");
            assertThat(readings.getLast()).isEqualTo(used(1, 2, 1));
            stub.says("count 2", "energy 0 700", "energy 1 4000");
            assertGap(meter.poll(at(3)).getFirst(), 2, 3, "gap.back");
            stub.says("count 2", "energy 0 1700", "energy 1 5000");
            assertThat(meter.poll(at(4))).containsExactly(used(3, 4, 1), used(3, 4, 1));
        }
    }

    @Test
    void aBoardThatFellOffTheBusIsNotTakenForItsNeighbor() {
        var stub = NvmlStub.in(folder).says("order 0", "order 1", "energy 0 1000", "energy 1 900000");
        try (var meter = stub.meter()) {
            meter.start(at(0));
            stub.says("order 1", "energy 1 901000", "fail nvmlDeviceGetTotalEnergyConsumption 15 0");
            assertGap(meter.poll(at(1)).getFirst(), 0, 1, "gap.lost");
            stub.says("order 1", "energy 0 5000", "energy 1 902000");
            var readings = meter.poll(at(3));
            assertGap(readings.getFirst(), 1, 3, "gap.unreadable");
            assertThat(readings.getLast()).isEqualTo(used(1, 3, 1));
        }
    }

    @Test
    void aReloadedDriverIsConnectedAnewAndBeginsANewEpoch() {
        var line = new NvmlTimeLine(folder, "energy 0 9000000", "power 0 300000");
        line.poll(1, "generation 1", "energy 0 100").isGap(0, "gap.lost");
        line.poll(2, "generation 1", "energy 0 9900000").isGap(1, "gap.back");
        line.poll(3, "generation 1", "energy 0 10000000").uses(2, 100);
        line.close();
    }

    @Test
    void aDriverThatIsGoneIsTriedOnceASecond() {
        var line = new NvmlTimeLine(folder, "energy 0 9000000", "power 0 300000");
        line.poll(1, "generation 1", "fail nvmlInit_v2 9").isGap(0, "gap.lost");
        line.poll(2, "generation 1", "fail nvmlInit_v2 9").isGap(1, "gap.lost");
        line.poll(2.5, "generation 1", "energy 0 500").isGap(2, "gap.lost");
        line.poll(3, "generation 1", "energy 0 1000").isGap(2.5, "gap.back");
        line.poll(4, "generation 1", "energy 0 2000").uses(3, 1);
        line.close();
    }

    @Test
    void aBaseLineThatCannotBeTakenIsAGap() {
        var stub = NvmlStub.in(folder).says("count 1", "energy 0 1000");
        try (var meter = stub.meter()) {
            stub.says("count 1", "fail nvmlDeviceGetTotalEnergyConsumption 10");
            meter.start(at(0));
            stub.says("count 1", "energy 0 2000");
            assertGap(meter.poll(at(1)).getFirst(), 0, 1, "gap.back");
            stub.says("count 1", "energy 0 3000");
            assertThat(meter.poll(at(2))).containsExactly(used(1, 2, 1));
        }
    }

    @Test
    void aClockThatStandsOrStepsBackGivesNoFigureAndLosesNone() {
        var line = new NvmlTimeLine(folder, "energy 0 1000", "power 0 1000");
        line.poll(0, "energy 0 2000").isPending();
        line.poll(-3600, "energy 0 3000").isPending();
        line.poll(1, "energy 0 4000").uses(0, 3);
        line.close();
    }

    @Test
    void migInstancesAreNotAddedToTheirBoard() {
        var cutUp = "instance 0 14\n".repeat(7);
        var line = new NvmlTimeLine(folder, cutUp, "energy 0 1000");
        assertThat(line.meter.channels()).hasSize(1);
        line.poll(1, cutUp, "energy 0 301000").uses(0, 300);
        line.close();
    }

    @Test
    void agreesWithNvidiaSmiOnThisMachine() throws Exception {
        var found = NvmlMeter.KIND.discover().apply(Host.local(Map.of()));
        assumeTrue(
                found instanceof MeterKind.Discovery.Found, "no NVIDIA GPU that can be read on this machine: skipped");
        try (var meter = ((MeterKind.Discovery.Found) found).meter()) {
            var smi = new ProcessBuilder("nvidia-smi", "--query-gpu=name", "--format=csv,noheader").start();
            var names = new String(smi.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .toList();
            assertThat(meter.channels()).extracting(Channel::label).isSubsetOf(names);
            var begun = Instant.now();
            meter.start(begun);
            Thread.sleep(2500);
            var readings = meter.poll(Instant.now());
            assertThat(readings).allSatisfy(reading -> {
                assertThat(reading).isInstanceOf(Reading.Used.class);
                assertThat(((Reading.Used) reading).energy().joules() / seconds(reading))
                        .isBetween(1.0, 3000.0);
            });
        }
    }

    private static double seconds(Reading reading) {
        return Duration.between(reading.from(), reading.to()).toNanos() * 1e-9;
    }

    private static Reading used(double fromS, double toS, double joules) {
        return new Reading.Used(at(fromS), at(toS), Energy.ofJoules(joules));
    }
}
