package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.meter.MeterKind.Discovery;
import io.negawatt.core.series.Reading;
import io.negawatt.core.text.Message;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Offset;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HwmonMeterTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir
    Path root;

    private FixtureTree tree(String text) {
        return new FixtureTree(root, text.replaceAll("(?m)^hwmon", "sys/class/hwmon/hwmon"));
    }

    private static Meter meter(FixtureTree tree) {
        return MeterFixtures.found(HwmonMeter.KIND.discover().apply(tree.host()));
    }

    /** A machine, and its channels as id, scope, tier and parent. */
    record Machine(String name, String text, List<Tuple> channels, List<String> notes) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Tuple channel(String id, Scope scope, Tier tier, String parent) {
        return Tuple.tuple(id, scope, tier, parent);
    }

    static List<Machine> machines() {
        return List.of(
                new Machine(
                        "a server with an ACPI meter, two supplies and temperatures",
                        """
                        hwmon0/name = coretemp
                        hwmon0/temp1_input = 40000
                        hwmon1/name = power_meter
                        hwmon1/device/power1_average = 300000000
                        hwmon2/name = dps800_psu
                        hwmon2/power1_label = pin
                        hwmon2/power1_input = 160000000
                        """,
                        List.of(channel("node", Scope.NODE, Tier.METERED, "")),
                        List.of("meter.hwmon.twice")),
                new Machine(
                        "two power supplies, which add up",
                        """
                        hwmon1/name = ibm-cffps
                        hwmon1/power1_label = pin
                        hwmon1/power1_input = 150000000
                        hwmon1/power2_label = pout1
                        hwmon1/power2_input = 140000000
                        hwmon2/name = ibm-cffps
                        hwmon2/power1_label = pin
                        hwmon2/power1_input = 160000000
                        """,
                        List.of(
                                channel("node", Scope.NODE, Tier.METERED, ""),
                                channel("node.2", Scope.NODE, Tier.METERED, "")),
                        List.of()),
                new Machine(
                        "an NVIDIA Grace module",
                        """
                        hwmon1/name = power_meter
                        hwmon1/device/power1_average = 600000000
                        hwmon1/device/power1_oem_info = Module Power Socket 0
                        hwmon2/name = power_meter
                        hwmon2/device/power1_average = 200000000
                        hwmon2/device/power1_oem_info = Grace Power Socket 0
                        hwmon3/name = power_meter
                        hwmon3/device/power1_average = 120000000
                        hwmon3/device/power1_oem_info = CPU Power Socket 0
                        """,
                        List.of(
                                channel("module-0", Scope.MODULE, Tier.METERED, ""),
                                channel("package-0", Scope.DEVICE, Tier.METERED, ""),
                                channel("core-0", Scope.DEVICE, Tier.METERED, "package-0")),
                        List.of()),
                new Machine(
                        "AMD sockets and an AMD GPU",
                        """
                        hwmon1/name = amd_energy
                        hwmon1/energy1_label = Ecore000
                        hwmon1/energy1_input = 100000
                        hwmon1/energy2_label = Esocket0
                        hwmon1/energy2_input = 900000
                        hwmon1/energy3_label = Esocket1
                        hwmon1/energy3_input = 800000
                        hwmon2/name = amdgpu
                        hwmon2/power1_label = PPT
                        hwmon2/power1_average = 90000000
                        hwmon2/power1_input = 91000000
                        """,
                        List.of(
                                channel("package-0", Scope.DEVICE, Tier.COUNTER, ""),
                                channel("package-1", Scope.DEVICE, Tier.COUNTER, ""),
                                channel("gpu-hwmon2", Scope.DEVICE, Tier.METERED, "")),
                        List.of("meter.hwmon.gpu")),
                new Machine(
                        "an Intel GPU, whose two sensors are inside each other, and a driver that nobody knows",
                        """
                        hwmon1/name = xe
                        hwmon1/energy1_label = card
                        hwmon1/energy1_input = 100000
                        hwmon1/energy2_label = pkg
                        hwmon1/energy2_input = 90000
                        hwmon2/name = mystery
                        hwmon2/power1_input = 5
                        """,
                        List.of(channel("gpu-hwmon1", Scope.DEVICE, Tier.COUNTER, "")),
                        List.of("meter.hwmon.gpu", "meter.hwmon.unknown")));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void driversAreKnownByNameAndLabel(Machine machine) {
        try (var meter = meter(tree(machine.text()))) {
            assertThat(meter.channels())
                    .extracting(
                            Channel::id,
                            Channel::scope,
                            Channel::tier,
                            channel -> channel.parent().orElse(""))
                    .containsExactlyElementsOf(machine.channels());
            assertThat(meter.notes()).extracting(Message::key).containsExactlyElementsOf(machine.notes());
        }
    }

    /** Power is integrated by the trapezoid rule. */
    @Test
    void powerIsIntegrated() {
        var tree = tree("hwmon1/name = power_meter\nhwmon1/power1_average = 300000000\n");
        try (var meter = meter(tree)) {
            meter.start(START);
            tree.write("sys/class/hwmon/hwmon1/power1_average", "500000000\n");
            var used = (Reading.Used) meter.poll(START.plusSeconds(1)).getFirst();
            assertThat(used.energy().joules()).isCloseTo(400, Offset.offset(1e-9));
        }
    }

    /** A GPU that sleeps answers with an error, and again with power when it wakes. */
    @Test
    void aSensorThatFailsForAWhileLeavesAGap() {
        var tree = tree("hwmon1/name = amdgpu\nhwmon1/power1_input = 30000000\n");
        try (var meter = meter(tree)) {
            meter.start(START);
            tree.write("sys/class/hwmon/hwmon1/power1_input", "");
            assertThat(meter.poll(START.plusSeconds(1)).getFirst()).isInstanceOf(Reading.Gap.class);
            tree.write("sys/class/hwmon/hwmon1/power1_input", "-5\n");
            assertThat(meter.poll(START.plusSeconds(2)).getFirst()).isInstanceOf(Reading.Gap.class);
            tree.write("sys/class/hwmon/hwmon1/power1_input", "30000000\n");
            meter.poll(START.plusSeconds(3));
            assertThat(meter.poll(START.plusSeconds(4)).getFirst()).isInstanceOf(Reading.Used.class);
        }
    }

    /** A counter of 64 bits does not wrap: a lower count is a reset. */
    @Test
    void aFallenCounterIsAGap() {
        var tree = tree("hwmon1/name = amd_energy\nhwmon1/energy1_label = Esocket0\nhwmon1/energy1_input = 900000\n");
        try (var meter = meter(tree)) {
            meter.start(START);
            tree.write("sys/class/hwmon/hwmon1/energy1_input", "800000\n");
            assertThat(meter.poll(START.plusMillis(100)).getFirst()).isInstanceOf(Reading.Gap.class);
        }
    }

    @Test
    void sensorsThatAreClosedSayHowToOpenThem() {
        var tree = tree("hwmon1/name = amd_energy\nhwmon1/energy1_label = Esocket0\nhwmon1/energy1_input = 900000\n");
        var discovery = HwmonMeter.discover(tree.host(), file -> {
            throw new AccessDeniedException(file.toString());
        });
        assertThat(discovery)
                .isInstanceOfSatisfying(
                        Discovery.Closed.class,
                        closed -> assertThat(closed.command())
                                .startsWith("sudo", "chmod", "a+r")
                                .hasSize(4));
    }

    @Test
    void aHostWithoutSensorsHasNone() {
        assertThat(HwmonMeter.KIND.discover().apply(tree("").host())).isInstanceOf(Discovery.Absent.class);
    }
}
