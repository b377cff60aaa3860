package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.meter.Channel.Bounds;
import io.negawatt.core.series.Reading;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelMeterTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Bounds BOUNDS = Bounds.within(0.25);

    /** A server of 100 W to 300 W with a curve that is steeper below half load. */
    static final MachineModel MODEL = new MachineModel(
            Optional.of(new MachineModel.Cpu("CPU", 100, 300, List.of(0.0, 0.6, 1.0), BOUNDS, "test")),
            Optional.of(new MachineModel.Memory("64 GB", 64, 0.25, BOUNDS, "test")),
            List.of(new MachineModel.Disk("sda", "disk", 5, 2e-6, BOUNDS, "test")),
            List.of(
                    new MachineModel.Link("loopback", "lo", List.of("lo"), false, 1e-9, 1, BOUNDS, "test"),
                    new MachineModel.Link("external", "eth", List.of("eth0"), true, 1e-7, 0.5, BOUNDS, "test")));

    @TempDir
    Path root;

    /** Writes the kernel's files: clock ticks of 10 ms, and so many bytes over disk and, each way, over each link. */
    static void write(FixtureTree tree, long busyTicks, long idleTicks, long diskBytes, long linkBytes) {
        tree.write("proc/stat", "cpu  %d 0 0 %d 0 0 0 0 0 0\ncpu0 1 2 3\n".formatted(busyTicks, idleTicks));
        tree.write(
                "proc/diskstats",
                "   8       0 sda 10 0 %d 5 10 0 %d 5 0 5 5\n   8       1 sda1 9 0 8 5 10 0 8 5 0 5 5\n"
                        .formatted(diskBytes / 512, 0));
        tree.write("proc/net/dev", """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets
                lo:%1$d 29 0 0 0 0 0 0 %1$d 29 0 0 0 0 0 0
              eth0: %1$d 29 0 0 0 0 0 0 %1$d 29 0 0 0 0 0 0
            """.formatted(linkBytes));
    }

    /** The power of a channel of {@link #MODEL} at half load and so many bytes a second. */
    static double wattsAtHalfLoad(String channel, double bytesPerS) {
        return switch (channel) {
            case "cpu" -> 100 + 200 * 0.6;
            case "memory" -> 16;
            case "disk:sda" -> 5 + 2e-6 * bytesPerS;
            case "net:loopback" -> bytesPerS * 8 * 1e-9;
            case "net:external" -> 2 * bytesPerS * 8 * 1e-7 * 0.5;
            default -> throw new AssertionError(channel);
        };
    }

    /** Energy of one second by hand: 75 % load, 1 MB to disk, 1 MB each way over each link. */
    @Test
    void energyIsThatOfTheParts() {
        var tree = new FixtureTree(root, "");
        write(tree, 1000, 1000, 0, 0);
        try (var meter = new ModelMeter(tree.host(), MODEL)) {
            meter.start(START);
            write(tree, 1150, 1050, 1_024_000, 1_000_000);
            var readings = meter.poll(START.plusSeconds(1));
            double[] expectedJ = {100 + 200 * 0.8, 64 * 0.25, 5 + 2e-6 * 1_024_000, 8e6 * 1e-9, 2 * 8e6 * 1e-7 * 0.5};
            for (int i = 0; i < expectedJ.length; i++) {
                assertThat(((Reading.Used) readings.get(i)).energy().joules())
                        .as(meter.channels().get(i).id())
                        .isCloseTo(expectedJ[i], Offset.offset(1e-9));
            }
        }
    }

    @Test
    void channelsSayWhatTheyAre() {
        try (var meter = new ModelMeter(new FixtureTree(root, "").host(), MODEL)) {
            assertThat(meter.channels())
                    .extracting(Channel::id, Channel::component, Channel::basis)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("cpu", Component.COMPUTE, "cpu"),
                            org.assertj.core.groups.Tuple.tuple("memory", Component.COMPUTE, "cpu"),
                            org.assertj.core.groups.Tuple.tuple("disk:sda", Component.STORE, "io"),
                            org.assertj.core.groups.Tuple.tuple(
                                    "net:loopback", Component.TRANSMIT, Activity.NET_LOOPBACK),
                            org.assertj.core.groups.Tuple.tuple("net:external", Component.TRANSMIT, "net"));
            assertThat(meter.channels()).allMatch(channel -> channel.tier() == Tier.MODELED);
            assertThat(meter.channels().get(0).idleW()).hasValue(100);
            assertThat(meter.channels().get(1).idleW()).hasValue(16);
            assertThat(meter.channels().get(0).bounds()).isEqualTo(BOUNDS);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "0.25, 160", "0.5, 220", "0.75, 260", "1, 300", "-1, 100", "2, 300"})
    void powerFollowsTheCurve(double utilization, double watts) {
        assertThat(MODEL.cpu().orElseThrow().watts(utilization)).isCloseTo(watts, Offset.offset(1e-9));
    }

    /** The clock of the kernel ticks every 10 ms: a faster poll waits for it. */
    @Test
    void aPollBetweenTicksIsPending() {
        var tree = new FixtureTree(root, "");
        write(tree, 1000, 1000, 0, 0);
        try (var meter = new ModelMeter(tree.host(), MODEL)) {
            meter.start(START);
            assertThat(meter.poll(START.plusMillis(5)).getFirst()).isInstanceOf(Reading.Pending.class);
            write(tree, 1001, 1001, 0, 0);
            var used = (Reading.Used) meter.poll(START.plusMillis(20)).getFirst();
            assertThat(used.from()).isEqualTo(START);
            assertThat(used.energy().joules()).isCloseTo(220 * 0.02, Offset.offset(1e-9));
        }
    }

    /** A disk that is pulled, or an interface that is taken down, leaves a gap in its own channel only. */
    @Test
    void aPartThatGoesLeavesAGapOfItsOwn() {
        var tree = new FixtureTree(root, "");
        write(tree, 1000, 1000, 0, 0);
        try (var meter = new ModelMeter(tree.host(), MODEL)) {
            meter.start(START);
            tree.write("proc/diskstats", "");
            var gone = meter.poll(START.plusSeconds(1));
            write(tree, 1100, 1100, 5_120_000, 0);
            var back = meter.poll(START.plusSeconds(2));
            write(tree, 1200, 1200, 5_120_000, 0);
            var after = meter.poll(START.plusSeconds(3));
            assertThat(gone.get(2)).isInstanceOf(Reading.Gap.class);
            assertThat(gone.get(1)).isInstanceOf(Reading.Used.class);
            assertThat(back.get(2)).as("bytes of the gap are not counted").isInstanceOf(Reading.Gap.class);
            assertThat(((Reading.Used) after.get(2)).energy().joules()).isEqualTo(5.0);
        }
    }

    @Test
    void coefficientsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new MachineModel.Cpu("CPU", 300, 100, List.of(0.0, 1.0), BOUNDS, "test"))
                .hasMessageContaining("idleW");
        assertThatThrownBy(() -> new MachineModel.Cpu("CPU", 1, 2, List.of(0.5, 1.0), BOUNDS, "test"))
                .hasMessageContaining("curve");
        assertThatThrownBy(() -> new MachineModel.Memory("m", -1, 1, BOUNDS, "test"))
                .hasMessageContaining("memory");
    }

    /** Where nothing is known of a machine but what it says itself, there is still a model. */
    @Test
    void aTypicalMachineIsModeledFromWhatItSays() {
        var tree = new FixtureTree(root, HostFactsTest.SERVER);
        write(tree, 0, 0, 0, 0);
        try (var meter = MeterFixtures.found(ModelMeter.KIND.discover().apply(tree.host()))) {
            assertThat(meter.channels())
                    .extracting(Channel::id)
                    .containsExactly("cpu", "memory", "disk:nvme0n1", "disk:sda", "net:loopback", "net:external");
            assertThat(meter.channels())
                    .allSatisfy(channel -> assertThat(channel.label()).isNotBlank());
        }
    }
}
