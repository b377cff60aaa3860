package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.meter.MeterKind.Discovery;
import io.negawatt.core.series.Reading;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedfishMeterTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final String POWER = "/redfish/v1/Chassis/1/Power";

    @TempDir
    Path root;

    private final FakeServer server = new FakeServer();

    @AfterEach
    void closeServer() {
        server.close();
    }

    /** A service of one chassis in the older form. */
    static void goodPages(FakeServer server, double watts) {
        server.page("/redfish/v1/Chassis", "{\"Members\":[{\"@odata.id\":\"/redfish/v1/Chassis/1\"}]}");
        server.page("/redfish/v1/Chassis/1", """
            {"Id":"1","ChassisType":"RackMount","Manufacturer":"ACME","Model":"R750",
             "Power":{"@odata.id":"%s"}}\
            """.formatted(POWER));
        server.page(POWER, power(watts));
    }

    private static String power(double watts) {
        return "{\"PowerControl\":[{\"Name\":\"System\",\"PowerConsumedWatts\":%s}]}".formatted(watts);
    }

    private Discovery discover(String... settings) {
        var all = new HashMap<>(Map.of("redfish.url", server.url(""), "redfish.period", "0.1"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return RedfishMeter.KIND.discover().apply(new Host(root, all));
    }

    private static Reading next(Meter meter, Instant now) {
        RemoteMeters.awaitAnswer((RemoteMeter) meter);
        return meter.poll(now).getFirst();
    }

    @Test
    void theNodeIsOneChannel() {
        goodPages(server, 750);
        try (var meter = MeterFixtures.found(discover())) {
            var node = meter.channels().getFirst();
            assertThat(meter.channels()).hasSize(1);
            assertThat(node.id()).isEqualTo("node");
            assertThat(node.scope()).isEqualTo(Scope.NODE);
            assertThat(node.tier()).isEqualTo(Tier.METERED);
            assertThat(node.label()).isEqualTo("ACME R750");
        }
    }

    /** The newer form is read where there is one. */
    @Test
    void environmentMetricsComeFirst() {
        goodPages(server, 750);
        server.page("/redfish/v1/Chassis/1", """
            {"Id":"1","Power":{"@odata.id":"%s"},
             "EnvironmentMetrics":{"@odata.id":"/redfish/v1/Chassis/1/EnvironmentMetrics"}}\
            """.formatted(POWER));
        server.page(
                "/redfish/v1/Chassis/1/EnvironmentMetrics",
                "{\"PowerWatts\":{\"Reading\":500.5},\"EnergykWh\":{\"Reading\":12.5}}");
        assertThat(energyOfASecond()).isEqualTo(500.5);
    }

    /** A controller that knows energy only is read as a counter, from its first move to its next. */
    @Test
    void energyAloneIsACounter() {
        goodPages(server, 750);
        server.page(POWER, energy(12.5));
        try (var meter = MeterFixtures.found(discover())) {
            meter.start(START);
            var readings = new ArrayList<Reading>();
            double kwh = 12.5;
            for (int second = 1; second <= 8; second++) {
                kwh += second % 3 == 0 ? 0.01 : 0;
                RemoteMeters.awaitAnswer((RemoteMeter) meter);
                server.page(POWER, energy(kwh));
                readings.add(meter.poll(START.plusSeconds(second)).getFirst());
            }
            // Moves are seen one poll later: at 4 s, which becomes the base, and at 7 s.
            assertThat(readings.get(3)).isInstanceOf(Reading.Gap.class);
            var used = (Reading.Used) readings.get(6);
            assertThat(used.from()).isEqualTo(START.plusSeconds(4));
            assertThat(used.energy().joules()).isCloseTo(36_000, Offset.offset(0.01));
        }
    }

    private static String energy(double kwh) {
        return "{\"EnergykWh\":{\"Reading\":%s}}".formatted(kwh);
    }

    private double energyOfASecond() {
        try (var meter = MeterFixtures.found(discover())) {
            meter.start(START);
            return ((Reading.Used) next(meter, START.plusSeconds(1))).energy().joules();
        }
    }

    /** Of several chassis the first that is a node is read, and the others are named; racks and modules are no nodes. */
    @Test
    void oneOfSeveralChassisIsRead() {
        goodPages(server, 750);
        server.page("/redfish/v1/Chassis", """
            {"Members":[{"@odata.id":"/redfish/v1/Chassis/Rack"},{"@odata.id":"/redfish/v1/Chassis/1"},
                        {"@odata.id":"/redfish/v1/Chassis/2"}]}\
            """);
        server.page(
                "/redfish/v1/Chassis/Rack",
                "{\"Id\":\"Rack\",\"ChassisType\":\"Rack\",\"Power\":{\"@odata.id\":\"%s\"}}".formatted(POWER));
        server.page(
                "/redfish/v1/Chassis/2", "{\"Id\":\"2\",\"ChassisType\":\"Blade\",\"Power\":{\"@odata.id\":\"/two\"}}");
        server.page("/two", power(20));
        try (var meter = MeterFixtures.found(discover())) {
            assertThat(meter.notes()).extracting(Message::key).containsExactly("meter.redfish.others");
        }
        try (var meter = MeterFixtures.found(discover("redfish.chassis", "2"))) {
            meter.start(START);
            assertThat(((Reading.Used) next(meter, START.plusSeconds(1)))
                            .energy()
                            .joules())
                    .isEqualTo(20);
        }
    }

    /** Links to other servers are not followed: the password would go there. */
    @Test
    void linksElsewhereAreNotFollowed() {
        goodPages(server, 750);
        try (var elsewhere = new FakeServer()) {
            elsewhere.page("/power", power(1));
            server.page(
                    "/redfish/v1/Chassis/1",
                    "{\"Id\":\"1\",\"Power\":{\"@odata.id\":\"%s\"}}".formatted(elsewhere.url("/power")));
            assertThat(discover()).isInstanceOf(Discovery.Closed.class);
            assertThat(elsewhere.authorizations()).isEmpty();
        }
    }

    @Test
    void credentialsAreSentAndNeverShown() throws Exception {
        goodPages(server, 750);
        var file = root.resolve("password");
        Files.writeString(file, "s3cret\n");
        try (var meter =
                MeterFixtures.found(discover("redfish.user", "ada", "redfish.password.file", file.toString()))) {
            String expected =
                    "Basic " + Base64.getEncoder().encodeToString("ada:s3cret".getBytes(StandardCharsets.UTF_8));
            assertThat(server.authorizations()).isNotEmpty().containsOnly(expected);
            assertThat(meter.notes()).extracting(Message::key).containsExactly("meter.redfish.plain");
            assertThat(meter.notes().toString() + meter.channels()).doesNotContain("s3cret");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, meter.gap.http.401",
        "403, meter.gap.http.403",
        "404, meter.gap.http.404",
        "500, meter.gap.http.status",
        "503, meter.gap.http.status",
        "302, meter.gap.http.status"
    })
    void aRefusalIsSaidAtDiscoveryAndAGapLater(int status, String key) {
        goodPages(server, 750);
        try (var meter = MeterFixtures.found(discover())) {
            meter.start(START);
            assertThat(next(meter, START.plusSeconds(1))).isInstanceOf(Reading.Used.class);
            server.status(POWER, status, "");
            next(meter, START.plusSeconds(2));
            assertThat(next(meter, START.plusSeconds(3)))
                    .isInstanceOfSatisfying(
                            Reading.Gap.class,
                            gap -> assertThat(gap.reason().key()).isEqualTo(key));
            server.page(POWER, power(750));
            next(meter, START.plusSeconds(4));
            assertThat(next(meter, START.plusSeconds(5))).isInstanceOf(Reading.Used.class);
        }
        server.status("/redfish/v1/Chassis", status, "");
        assertThat(discover())
                .isInstanceOfSatisfying(
                        Discovery.Closed.class,
                        closed -> assertThat(closed.reason().key()).isEqualTo(key));
    }

    /** Answers that are cut short, no JSON, without a figure, or of 0 W are gaps with their own reasons. */
    @Test
    void answersWithoutAFigureAreGaps() {
        goodPages(server, 750);
        try (var meter = MeterFixtures.found(discover())) {
            meter.start(START);
            next(meter, START.plusSeconds(1));
            server.cut(POWER, power(750));
            next(meter, START.plusSeconds(2));
            assertThat(reason(next(meter, START.plusSeconds(3)))).isEqualTo("meter.gap.http.truncated");
            server.page(POWER, power(750).substring(0, 20));
            next(meter, START.plusSeconds(4));
            assertThat(reason(next(meter, START.plusSeconds(5)))).isEqualTo("meter.gap.redfish.json");
            server.page(POWER, "[1]");
            next(meter, START.plusSeconds(6));
            assertThat(reason(next(meter, START.plusSeconds(7)))).isEqualTo("meter.gap.redfish.json");
            server.page(POWER, power(0));
            next(meter, START.plusSeconds(8));
            assertThat(reason(next(meter, START.plusSeconds(9)))).isEqualTo("meter.gap.redfish.nofigure");
        }
    }

    private static String reason(Reading reading) {
        return ((Reading.Gap) reading).reason().key();
    }

    /** While a controller takes its time, polls return at once; after five periods the time is a gap. */
    @Test
    void aSlowControllerNeverHoldsUpAPoll() {
        goodPages(server, 750);
        try (var meter = MeterFixtures.found(discover())) {
            server.hang(POWER);
            meter.start(START);
            assertThat(meter.poll(START.plusMillis(400))).allMatch(Reading.Pending.class::isInstance);
            assertThat(reason(meter.poll(START.plusMillis(600)).getFirst())).isEqualTo("meter.gap.remote.waiting");
        }
    }

    @Test
    void aControllerThatCannotBeReachedIsSaid() {
        String nobody = server.url("");
        server.close();
        assertThat(discover("redfish.url", nobody)).isInstanceOfSatisfying(Discovery.Closed.class, closed -> {
            assertThat(closed.reason().key()).isEqualTo("meter.gap.http.unreachable");
            assertThat(closed.remedy().in(Lang.ZH)).contains("redfish.url");
        });
    }

    @Test
    void withoutAnAddressThereIsNone() {
        assertThat(RedfishMeter.KIND.discover().apply(new Host(root, Map.of()))).isInstanceOf(Discovery.Absent.class);
    }

    @ParameterizedTest
    @CsvSource({"ftp://bmc", "bmc.example", "https://ada:s3cret@bmc/", "https://", "'http://a b'"})
    void addressesThatCannotBeUsedAreRefused(String address) {
        assertThatThrownBy(() -> discover("redfish.url", address))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("redfish.url")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void settingsThatCannotBeUsedAreRefused() {
        goodPages(server, 750);
        for (var setting : List.of(
                List.of("redfish.period", "soon"),
                List.of("redfish.period", "0"),
                List.of("redfish.certificate", root.resolve("none.pem").toString()),
                List.of("redfish.user", "ada"))) {
            assertThatThrownBy(() -> discover(setting.get(0), setting.get(1)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(setting.get(0));
        }
    }
}
