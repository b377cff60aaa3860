package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.meter.MeterKind.Discovery;
import io.negawatt.core.series.Reading;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RaplMeterTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final String POWERCAP = "sys/class/powercap/";

    /** The second socket comes first, as it may after a boot. */
    static final String TWO_SOCKETS = """
        sys/class/powercap/intel-rapl/enabled = 1
        sys/class/powercap/intel-rapl:0/name = package-1
        sys/class/powercap/intel-rapl:0/energy_uj = 1111111111
        sys/class/powercap/intel-rapl:0/max_energy_range_uj = 262143328850
        sys/class/powercap/intel-rapl:0/constraint_0_max_power_uw = 150000000
        sys/class/powercap/intel-rapl:0:0/name = core
        sys/class/powercap/intel-rapl:0:0/energy_uj = 511111111
        sys/class/powercap/intel-rapl:0:0/max_energy_range_uj = 262143328850
        sys/class/powercap/intel-rapl:0:1/name = dram
        sys/class/powercap/intel-rapl:0:1/energy_uj = 311111111
        sys/class/powercap/intel-rapl:0:1/max_energy_range_uj = 65712999613
        sys/class/powercap/intel-rapl:1/name = package-0
        sys/class/powercap/intel-rapl:1/energy_uj = 2222222222
        sys/class/powercap/intel-rapl:1/max_energy_range_uj = 262143328850
        sys/class/powercap/intel-rapl:1:0/name = dram
        sys/class/powercap/intel-rapl:1:0/energy_uj = 411111111
        sys/class/powercap/intel-rapl:1:0/max_energy_range_uj = 65712999613
        sys/class/powercap/intel-rapl:1:1/name = core
        sys/class/powercap/intel-rapl:1:1/energy_uj = 611111111
        sys/class/powercap/intel-rapl:1:1/max_energy_range_uj = 262143328850
        """;

    private static final String PLATFORM = """
        sys/class/powercap/intel-rapl:2/name = psys
        sys/class/powercap/intel-rapl:2/energy_uj = 99999999999
        sys/class/powercap/intel-rapl:2/max_energy_range_uj = 262143328850
        """;

    private static final String MEMORY_MAPPED = """
        sys/class/powercap/intel-rapl-mmio/enabled = 1
        sys/class/powercap/intel-rapl-mmio:0/name = package-0
        sys/class/powercap/intel-rapl-mmio:0/energy_uj = 2222222222
        sys/class/powercap/intel-rapl-mmio:0/max_energy_range_uj = 262143328850
        """;

    @TempDir
    Path root;

    /** {@return zone folders by the id of the channel} */
    static Map<String, String> zones() {
        return Map.of(
                POWERCAP + "intel-rapl:0", "package-1",
                POWERCAP + "intel-rapl:0:0", "core-1",
                POWERCAP + "intel-rapl:0:1", "dram-1",
                POWERCAP + "intel-rapl:1", "package-0",
                POWERCAP + "intel-rapl:1:0", "dram-0",
                POWERCAP + "intel-rapl:1:1", "core-0");
    }

    private static Meter meter(FixtureTree tree) {
        return MeterFixtures.found(RaplMeter.KIND.discover().apply(tree.host()));
    }

    private static Map<String, Optional<String>> parents(Meter meter) {
        return meter.channels().stream().collect(Collectors.toMap(Channel::id, Channel::parent));
    }

    private static List<String> notes(Meter meter) {
        return meter.notes().stream().map(Message::key).toList();
    }

    /** Names tell what a zone is: cores lie inside their package, memory beside it, whatever the numbers. */
    @Test
    void zonesAreKnownByName() {
        try (var meter = meter(new FixtureTree(root, TWO_SOCKETS))) {
            assertThat(parents(meter))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "package-0", Optional.empty(),
                            "package-1", Optional.empty(),
                            "dram-0", Optional.empty(),
                            "dram-1", Optional.empty(),
                            "core-0", Optional.of("package-0"),
                            "core-1", Optional.of("package-1")));
            assertThat(meter.notes()).isEmpty();
            assertThat(meter.channels()).allMatch(channel -> channel.tier() == Tier.COUNTER);
        }
    }

    /** The board's sensor holds packages and memory. */
    @Test
    void psysHoldsPackagesAndMemory() {
        try (var meter = meter(new FixtureTree(root, TWO_SOCKETS + PLATFORM))) {
            assertThat(parents(meter))
                    .containsEntry("psys", Optional.empty())
                    .containsEntry("package-0", Optional.of("psys"))
                    .containsEntry("package-1", Optional.of("psys"))
                    .containsEntry("dram-0", Optional.of("psys"))
                    .containsEntry("core-1", Optional.of("package-1"));
        }
    }

    /** A psys that counts nothing would hide the packages behind 0 J. */
    @Test
    void aDeadPsysIsLeftOut() {
        var tree = new FixtureTree(root, TWO_SOCKETS + PLATFORM).write(POWERCAP + "intel-rapl:2/energy_uj", "0\n");
        try (var meter = meter(tree)) {
            assertThat(parents(meter))
                    .doesNotContainKey("psys")
                    .containsEntry("package-0", Optional.empty())
                    .containsEntry("dram-1", Optional.empty());
            assertThat(notes(meter)).containsExactly("meter.rapl.zero");
        }
    }

    @Test
    void memoryMappedTwinsAreIgnoredAndSaid() {
        try (var meter = meter(new FixtureTree(root, TWO_SOCKETS + MEMORY_MAPPED))) {
            assertThat(meter.channels()).hasSize(6);
            assertThat(notes(meter)).containsExactly("meter.rapl.mmio");
        }
    }

    @Test
    void memoryMappedZonesAreReadWhereThereAreNoOthers() {
        try (var meter = meter(new FixtureTree(root, MEMORY_MAPPED))) {
            assertThat(parents(meter)).containsOnlyKeys("package-0");
            assertThat(meter.notes()).isEmpty();
        }
    }

    /** The zones of the real kernel lie inside each other as well; they are the same zones. */
    @Test
    void nestedFoldersAreTheSameZones() {
        String nested = TWO_SOCKETS.replaceAll("powercap/(intel-rapl:\\d):(\\d)/", "powercap/$1/$1:$2/");
        try (var meter = meter(new FixtureTree(root, nested))) {
            assertThat(parents(meter))
                    .containsEntry("core-1", Optional.of("package-1"))
                    .hasSize(6);
        }
    }

    /** Two dies that show one register count once. */
    @Test
    void mirroredPackagesCountOnce() {
        String dies = """
            proc/cpuinfo = vendor_id : AuthenticAMD
            sys/class/powercap/intel-rapl:0/name = package-0-die-0
            sys/class/powercap/intel-rapl:0/energy_uj = 5000000
            sys/class/powercap/intel-rapl:0/max_energy_range_uj = 65532610987
            sys/class/powercap/intel-rapl:1/name = package-0-die-1
            sys/class/powercap/intel-rapl:1/energy_uj = 5000000
            sys/class/powercap/intel-rapl:1/max_energy_range_uj = 65532610987
            sys/class/powercap/intel-rapl:1:0/name = core
            sys/class/powercap/intel-rapl:1:0/energy_uj = 3000000
            """;
        try (var meter = meter(new FixtureTree(root, dies))) {
            assertThat(parents(meter)).containsOnlyKeys("package-0-die-0", "core-0-die-1");
            assertThat(notes(meter)).containsExactly("meter.rapl.mirror");
        }
    }

    /** Each zone wraps by its own range, and only then are zones added. */
    @Test
    void aWrapIsCorrectedPerZone() {
        var tree = new FixtureTree(root, TWO_SOCKETS);
        tree.write(POWERCAP + "intel-rapl:1/energy_uj", (262_143_328_850L - 4_000_000) + "\n");
        tree.write(POWERCAP + "intel-rapl:1:0/energy_uj", (65_712_999_613L - 1_000_000) + "\n");
        try (var meter = meter(tree)) {
            meter.start(START);
            tree.write(POWERCAP + "intel-rapl:1/energy_uj", "6000000\n");
            tree.write(POWERCAP + "intel-rapl:1:0/energy_uj", "2000000\n");
            var readings = meter.poll(START.plusMillis(100));
            assertThat(joules(meter, readings, "package-0")).isEqualTo(10.0);
            assertThat(joules(meter, readings, "dram-0")).isEqualTo(3.0);
        }
    }

    /** A reset looks like a wrap to more energy than the package can draw. */
    @Test
    void aResetIsAGap() {
        var tree = new FixtureTree(root, TWO_SOCKETS);
        try (var meter = meter(tree)) {
            meter.start(START);
            tree.write(POWERCAP + "intel-rapl:1/energy_uj", "5\n");
            assertThat(reading(meter, meter.poll(START.plusMillis(100)), "package-0"))
                    .isInstanceOf(Reading.Gap.class);
        }
    }

    @Test
    void aStepBackWithoutARangeIsAGap() {
        var tree = new FixtureTree(root, TWO_SOCKETS.replaceAll(".*max_energy_range_uj.*\n", ""));
        try (var meter = meter(tree)) {
            meter.start(START);
            tree.write(POWERCAP + "intel-rapl:1/energy_uj", "2222222221\n");
            assertThat(reading(meter, meter.poll(START.plusMillis(100)), "package-0"))
                    .isInstanceOf(Reading.Gap.class);
        }
    }

    /** Polled so slowly that the counter may have turned twice. */
    @Test
    void aSlowPollIsAGap() {
        var tree = new FixtureTree(root, TWO_SOCKETS);
        try (var meter = meter(tree)) {
            meter.start(START);
            tree.write(POWERCAP + "intel-rapl:1/energy_uj", "3222222222\n");
            assertThat(reading(meter, meter.poll(START.plusSeconds(600)), "package-0"))
                    .isInstanceOf(Reading.Gap.class);
        }
    }

    /** A package always draws something: a counter that stands still is broken, not idle. */
    @Test
    void aCounterThatStandsStillIsUnknown() {
        try (var meter = meter(new FixtureTree(root, TWO_SOCKETS))) {
            meter.start(START);
            assertThat(reading(meter, meter.poll(START.plusMillis(500)), "package-0"))
                    .isInstanceOf(Reading.Pending.class);
            assertThat(reading(meter, meter.poll(START.plusMillis(1100)), "package-0"))
                    .isInstanceOf(Reading.Gap.class);
        }
    }

    @Test
    void closedCountersSayHowToOpenThem() {
        var tree = new FixtureTree(root, TWO_SOCKETS);
        var discovery = RaplDiscovery.discover(tree.host(), file -> {
            throw new AccessDeniedException(file.toString());
        });
        assertThat(discovery).isInstanceOfSatisfying(Discovery.Closed.class, closed -> {
            assertThat(closed.command()).startsWith("sudo", "chmod", "a+r").hasSize(3 + 6);
            assertThat(closed.command()).allMatch(word -> !word.contains("*"));
            assertThat(closed.reason().in(Lang.EN)).contains("root", "CVE-2020-8694");
            assertThat(closed.remedy().in(Lang.EN)).contains("side channel", "udev");
            assertThat(closed.remedy().in(Lang.ZH)).contains("侧信道", "udev");
        });
    }

    @Test
    void aHostWithoutPowercapHasNone() {
        assertThat(RaplMeter.KIND.discover().apply(new FixtureTree(root, "").host()))
                .isInstanceOf(Discovery.Absent.class);
    }

    private static Reading reading(Meter meter, List<Reading> readings, String id) {
        for (int i = 0; i < readings.size(); i++) {
            if (meter.channels().get(i).id().equals(id)) {
                return readings.get(i);
            }
        }
        throw new AssertionError("no channel " + id);
    }

    private static double joules(Meter meter, List<Reading> readings, String id) {
        return ((Reading.Used) reading(meter, readings, id)).energy().joules();
    }
}
