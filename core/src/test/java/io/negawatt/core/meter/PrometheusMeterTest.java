package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.meter.MeterKind.Discovery;
import io.negawatt.core.series.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PrometheusMeterTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir
    Path root;

    private final FakeServer server = new FakeServer();

    @AfterEach
    void closeServer() {
        server.close();
    }

    private Discovery discover() {
        return PrometheusMeter.KIND
                .discover()
                .apply(new Host(root, Map.of("prometheus.url", server.url("/metrics"), "prometheus.period", "0.1")));
    }

    private static List<Reading> next(Meter meter, long seconds) {
        RemoteMeters.awaitAnswer((RemoteMeter) meter);
        return meter.poll(START.plusSeconds(seconds));
    }

    /** An exporter's page, the channels in it, and the energy in J of a second in which each of its counters rose as told. */
    record Exporter(String name, String before, String after, Map<String, Double> joulesByChannel) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Exporter> exporters() {
        return List.of(
                new Exporter("DCGM, with a divided GPU", """
                    DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu="0",UUID="GPU-a",modelName="NVIDIA H100"} 1000000
                    DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu="1",UUID="GPU-b",GPU_I_ID="1"} 5000
                    DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu="1",UUID="GPU-b",GPU_I_ID="2"} 5000
                    DCGM_FI_DEV_POWER_USAGE{gpu="0",UUID="GPU-a"} 999
                    DCGM_FI_DEV_POWER_USAGE{gpu="2",UUID="GPU-c"} 70
                    """, """
                        DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu="0",UUID="GPU-a",modelName="NVIDIA H100"} 1600000
                        DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu="1",UUID="GPU-b",GPU_I_ID="1"} 5300
                        DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu="1",UUID="GPU-b",GPU_I_ID="2"} 5300
                        DCGM_FI_DEV_POWER_USAGE{gpu="0",UUID="GPU-a"} 999
                        DCGM_FI_DEV_POWER_USAGE{gpu="2",UUID="GPU-c"} 70
                        """, Map.of("gpu0", 600.0, "gpu1", 0.3, "gpu2", 70.0)),
                new Exporter(
                        "Kepler up to 0.9",
                        """
                        kepler_node_package_joules_total{package="0",mode="idle"} 100
                        kepler_node_package_joules_total{package="0",mode="dynamic"} 200
                        kepler_node_dram_joules_total{package="0",mode="dynamic"} 50
                        kepler_node_core_joules_total{package="0",mode="dynamic"} 70
                        kepler_node_platform_joules_total{instance="x"} 1000
                        """,
                        """
                        kepler_node_package_joules_total{package="0",mode="idle"} 110
                        kepler_node_package_joules_total{package="0",mode="dynamic"} 220
                        kepler_node_dram_joules_total{package="0",mode="dynamic"} 55
                        kepler_node_core_joules_total{package="0",mode="dynamic"} 90
                        kepler_node_platform_joules_total{instance="x"} 1100
                        """,
                        Map.of("package-0", 30.0, "dram-0", 5.0, "core-0", 20.0, "node", 100.0)),
                new Exporter(
                        "Kepler since 0.10", """
                            kepler_node_cpu_joules_total{path="/sys/class/powercap/intel-rapl:0",zone="package"} 100
                            kepler_node_cpu_joules_total{path="/sys/class/powercap/intel-rapl:1",zone="package"} 100
                            kepler_node_cpu_joules_total{path="/sys/class/powercap/intel-rapl:0:1",zone="dram"} 10
                            kepler_node_cpu_watts{path="/sys/class/powercap/intel-rapl:0",zone="package"} 10
                            """, """
                                kepler_node_cpu_joules_total{path="/sys/class/powercap/intel-rapl:0",zone="package"} 140
                                kepler_node_cpu_joules_total{path="/sys/class/powercap/intel-rapl:1",zone="package"} 150
                                kepler_node_cpu_joules_total{path="/sys/class/powercap/intel-rapl:0:1",zone="dram"} 11
                                """, Map.of("package-0", 40.0, "package-1", 50.0, "dram-0", 1.0)),
                new Exporter(
                        "node_exporter, with a memory-mapped twin",
                        """
                        node_rapl_package_joules_total{index="0",path="/sys/class/powercap/intel-rapl:0"} 100
                        node_rapl_package_joules_total{index="0",path="/sys/class/powercap/intel-rapl-mmio:0"} 100
                        node_rapl_psys_joules_total{index="0",path="/sys/class/powercap/intel-rapl:1"} 300
                        node_rapl_package_1_die_joules_total{index="0",path="/sys/class/powercap/intel-rapl:2"} 1
                        """,
                        """
                        node_rapl_package_joules_total{index="0",path="/sys/class/powercap/intel-rapl:0"} 145
                        node_rapl_package_joules_total{index="0",path="/sys/class/powercap/intel-rapl-mmio:0"} 145
                        node_rapl_psys_joules_total{index="0",path="/sys/class/powercap/intel-rapl:1"} 400
                        node_rapl_package_1_die_joules_total{index="0",path="/sys/class/powercap/intel-rapl:2"} 9
                        """,
                        Map.of("package-0", 45.0, "psys", 100.0, "package-1-die-0", 8.0)),
                new Exporter("Scaphandre", """
                    scaph_socket_energy_microjoules{socket_id="0"} 5000000
                    scaph_domain_energy_microjoules{domain_name="dram",socket_id="0"} 1000000
                    """, """
                        scaph_socket_energy_microjoules{socket_id="0"} 25000000
                        scaph_domain_energy_microjoules{domain_name="dram",socket_id="0"} 3000000
                        """, Map.of("package-0", 20.0, "dram-0", 2.0)));
    }

    @ParameterizedTest
    @MethodSource("exporters")
    void knownExportersAreRead(Exporter exporter) {
        server.page("/metrics", exporter.before());
        try (var meter = MeterFixtures.found(discover())) {
            assertThat(meter.channels())
                    .extracting(Channel::id)
                    .containsExactlyInAnyOrderElementsOf(
                            exporter.joulesByChannel().keySet());
            meter.start(START);
            RemoteMeters.awaitAnswer((RemoteMeter) meter);
            server.page("/metrics", exporter.after());
            meter.poll(START.plusSeconds(1));
            var readings = next(meter, 2);
            for (int i = 0; i < readings.size(); i++) {
                String id = meter.channels().get(i).id();
                assertThat(readings.get(i)).as(id).isInstanceOf(Reading.Used.class);
                assertThat(((Reading.Used) readings.get(i)).energy().joules())
                        .as(id)
                        .isCloseTo(exporter.joulesByChannel().get(id), Offset.offset(1e-6));
            }
        }
    }

    @Test
    void theGpuIsNamedByItsModel() {
        server.page("/metrics", exporters().getFirst().before());
        try (var meter = MeterFixtures.found(discover())) {
            assertThat(meter.channels().getFirst().label()).isEqualTo("NVIDIA H100");
            assertThat(meter.channels().getFirst().basis()).isEqualTo("gpu:0");
        }
    }

    /** What the request that is under way sees is still the page as it was. */
    private void change(Meter meter, String page) {
        RemoteMeters.awaitAnswer((RemoteMeter) meter);
        server.page("/metrics", page);
    }

    private static String counter(double joules) {
        return "node_rapl_package_joules_total{index=\"0\"} %s\n".formatted(joules);
    }

    private void checkGap(Meter meter, String page, long seconds, String key) {
        change(meter, page);
        next(meter, seconds);
        assertThat(next(meter, seconds + 1).getFirst())
                .isInstanceOfSatisfying(
                        Reading.Gap.class, gap -> assertThat(gap.reason().key()).isEqualTo(key));
    }

    /** A counter that falls, a series that vanishes, a page that is broken, a value that is none. */
    @Test
    void whatIsNotKnownIsAGap() {
        server.page("/metrics", counter(1000));
        try (var meter = MeterFixtures.found(discover())) {
            meter.start(START);
            change(meter, counter(1010));
            next(meter, 1);
            assertThat(next(meter, 2).getFirst()).isInstanceOf(Reading.Used.class);
            checkGap(meter, counter(5), 3, "series.gap.counter.backward");
            checkGap(meter, "up 1\n", 5, "meter.gap.prometheus.series");
            checkGap(meter, "node_rapl_package_joules_total{index=", 7, "meter.gap.prometheus.page");
            checkGap(meter, counter(Double.NaN), 9, "meter.gap.remote.value");
            change(meter, counter(20));
            next(meter, 11);
            next(meter, 12);
            change(meter, counter(30));
            next(meter, 13);
            next(meter, 14);
            change(meter, counter(45));
            next(meter, 15);
            assertThat(((Reading.Used) next(meter, 16).getFirst()).energy().joules())
                    .isEqualTo(15);
        }
    }

    /** While nobody answers there are gaps; the counter then tells what was used in all of them. */
    @Test
    void whatACounterRoseByInAnOutageIsToldWhenItIsHeardAgain() {
        server.page("/metrics", counter(1000));
        try (var meter = MeterFixtures.found(discover())) {
            meter.start(START);
            change(meter, counter(1010));
            next(meter, 1);
            assertThat(next(meter, 2).getFirst()).isInstanceOf(Reading.Used.class);
            RemoteMeters.awaitAnswer((RemoteMeter) meter);
            server.status("/metrics", 500, "");
            next(meter, 3);
            assertThat(next(meter, 60).getFirst())
                    .isInstanceOfSatisfying(
                            Reading.Gap.class, gap -> assertThat(gap.counted()).isEmpty());
            change(meter, counter(7010));
            next(meter, 61);
            assertThat(next(meter, 62).getFirst()).isInstanceOfSatisfying(Reading.Gap.class, gap -> {
                assertThat(gap.reason().key()).isEqualTo("meter.gap.remote.bridged");
                assertThat(gap.counted().orElseThrow().from()).isEqualTo(START.plusSeconds(2));
                assertThat(gap.counted().orElseThrow().to()).isEqualTo(START.plusSeconds(62));
                assertThat(gap.counted().orElseThrow().energy().joules()).isEqualTo(6000);
            });
            change(meter, counter(7110));
            next(meter, 63);
            assertThat(((Reading.Used) next(meter, 64).getFirst()).energy().joules())
                    .isEqualTo(100);
        }
    }

    /** A counter that was reset in an outage, or shows what no node can have used, tells nothing of it. */
    @Test
    void aCounterThatBeganAnewInAnOutageBridgesNothing() {
        for (double after : List.of(500.0, 0.0, 1e9)) {
            server.page("/metrics", counter(1000));
            try (var meter = MeterFixtures.found(discover())) {
                meter.start(START);
                change(meter, counter(1010));
                next(meter, 1);
                next(meter, 2);
                RemoteMeters.awaitAnswer((RemoteMeter) meter);
                server.status("/metrics", 500, "");
                next(meter, 3);
                next(meter, 60);
                change(meter, counter(after));
                next(meter, 61);
                assertThat(next(meter, 62).getFirst())
                        .as("%s J", after)
                        .isInstanceOfSatisfying(
                                Reading.Gap.class,
                                gap -> assertThat(gap.counted()).isEmpty());
            }
        }
    }

    @Test
    void aTokenGoesAlongAndIsReadAgainForEachRequest() throws Exception {
        var token = Files.writeString(root.resolve("token"), "first\n");
        server.page("/metrics", counter(1000));
        var host = new Host(
                root,
                Map.of(
                        "prometheus.url",
                        server.url("/metrics"),
                        "prometheus.period",
                        "0.1",
                        "prometheus.token.file",
                        token.toString()));
        try (var meter = MeterFixtures.found(PrometheusMeter.KIND.discover().apply(host))) {
            assertThat(server.authorizations().getLast()).isEqualTo("Bearer first");
            Files.writeString(token, "second");
            meter.start(START);
            RemoteMeters.awaitAnswer((RemoteMeter) meter);
            assertThat(server.authorizations().getLast()).isEqualTo("Bearer second");
            Files.writeString(token, "no\ntoken");
            next(meter, 1);
            assertThat(next(meter, 2).getFirst())
                    .isInstanceOfSatisfying(
                            Reading.Gap.class,
                            gap -> assertThat(gap.reason().key()).isEqualTo("meter.gap.http.token"));
        }
    }

    /**
     * An exporter that refreshes more slowly than it is asked shows old figures at first: readings begin at its first move,
     * so that nothing from before the start is counted.
     */
    @Test
    void aSlowExporterCountsFromItsFirstMove() {
        server.page("/metrics", counter(1000));
        try (var meter = MeterFixtures.found(discover())) {
            meter.start(START);
            assertThat(next(meter, 1).getFirst()).isInstanceOf(Reading.Gap.class);
            assertThat(next(meter, 2).getFirst()).isInstanceOf(Reading.Pending.class);
            change(meter, counter(4000));
            next(meter, 3);
            assertThat(next(meter, 4).getFirst()).isInstanceOf(Reading.Gap.class);
            assertThat(next(meter, 5).getFirst()).isInstanceOf(Reading.Pending.class);
            change(meter, counter(4300));
            next(meter, 6);
            var used = (Reading.Used) next(meter, 7).getFirst();
            assertThat(used.from()).isEqualTo(START.plusSeconds(4));
            assertThat(used.energy().joules()).isEqualTo(300);
        }
    }

    /** A counter that has not moved for minutes is dead, not idle. */
    @Test
    void aCounterThatStandsStillIsUnknown() {
        server.page("/metrics", counter(1000));
        try (var meter = MeterFixtures.found(discover())) {
            meter.start(START);
            next(meter, 1);
            assertThat(next(meter, 100).getFirst()).isInstanceOf(Reading.Pending.class);
            assertThat(next(meter, 130).getFirst()).isInstanceOf(Reading.Gap.class);
        }
    }

    @Test
    void aPageWithoutEnergyOrABrokenOneIsClosed() {
        server.page("/metrics", "up 1\n");
        assertThat(discover())
                .isInstanceOfSatisfying(
                        Discovery.Closed.class,
                        closed -> assertThat(closed.reason().key()).isEqualTo("meter.prometheus.nothing"));
        server.cut("/metrics", counter(1));
        assertThat(discover()).isInstanceOf(Discovery.Closed.class);
        server.status("/metrics", 500, "");
        assertThat(discover()).isInstanceOf(Discovery.Closed.class);
        assertThat(PrometheusMeter.KIND.discover().apply(new Host(root, Map.of())))
                .isInstanceOf(Discovery.Absent.class);
    }
}
