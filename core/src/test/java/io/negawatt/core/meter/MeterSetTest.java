package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.series.Reading;
import io.negawatt.core.text.Lang;
import io.negawatt.core.units.Energy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MeterSetTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    /**
     * Meters that were found and what becomes of their channels.
     *
     * @param meters {@code kind[/period in ms]: channel channel …}; a channel is {@code id[<parent][@scope][!tier]}
     * @param counted ids that are counted, in their order
     * @param details {@code id<parent} of those inside a counted one
     * @param dropped {@code id of meter} of those that are not used
     */
    record Case(String name, List<String> meters, String counted, String details, String dropped) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String MODEL =
            "model: cpu!modeled memory!modeled disk:sda!modeled net:loopback!modeled net:external!modeled";

    static List<Case> cases() {
        return List.of(
                new Case(
                        "a virtual machine: the model alone",
                        List.of(MODEL),
                        "cpu memory disk:sda net:loopback net:external",
                        "",
                        ""),
                new Case(
                        "RAPL packages over the modeled CPU; memory stays modeled where RAPL has none",
                        List.of("rapl: package-0 package-1 core-0<package-0", MODEL),
                        "package-0 package-1 memory disk:sda net:loopback net:external",
                        "core-0<package-0",
                        "cpu of model"),
                new Case(
                        "RAPL memory over the modeled one",
                        List.of("rapl: package-0 dram-0", MODEL),
                        "package-0 dram-0 disk:sda net:loopback net:external",
                        "",
                        "cpu of model, memory of model"),
                new Case(
                        "psys holds packages, memory and what is only modeled",
                        List.of("rapl: psys@module package-0<psys core-0<package-0", MODEL),
                        "psys disk:sda net:loopback net:external",
                        "package-0<psys core-0<package-0",
                        "cpu of model, memory of model"),
                new Case(
                        "AMD sockets by two drivers",
                        List.of("rapl: package-0 core-0<package-0", "hwmon: package-0 package-1"),
                        "package-0",
                        "core-0<package-0",
                        "package-0 of hwmon, package-1 of hwmon"),
                new Case(
                        "an exporter that reads what we read too",
                        List.of(
                                "nvml: gpu0 gpu1",
                                "rapl: package-0 dram-0",
                                "prometheus/1000: gpu0 gpu1 package-0 core-0<package-0 dram-0"),
                        "gpu0 gpu1 package-0 dram-0",
                        "",
                        "gpu0 of prometheus, gpu1 of prometheus, package-0 of prometheus, core-0 of prometheus,"
                                + " dram-0 of prometheus"),
                new Case(
                        "an exporter that may read what we may not",
                        List.of("prometheus/1000: package-0 core-0<package-0 dram-0", MODEL),
                        "package-0 dram-0 disk:sda net:loopback net:external",
                        "core-0<package-0",
                        "cpu of model, memory of model"),
                new Case(
                        "a node meter holds everything but the network beyond the node",
                        List.of(
                                "nvml: gpu0",
                                "rapl: package-0 core-0<package-0",
                                "redfish/2000: node@node!metered",
                                MODEL),
                        "node net:external",
                        "gpu0<node package-0<node core-0<package-0 memory<node disk:sda<node net:loopback<node",
                        "cpu of model"),
                new Case(
                        "of two node meters the faster",
                        List.of("hwmon: node@node!metered", "redfish/2000: node@node!metered"),
                        "node",
                        "",
                        "node of redfish"),
                new Case(
                        "two supplies of one meter add up",
                        List.of("hwmon: node@node!metered node.2@node!metered package-0"),
                        "node node.2",
                        "package-0<node",
                        ""),
                new Case(
                        "Grace Hopper: the module over CPU and memory, each to its own number",
                        List.of("nvml: gpu0@module gpu1@module", "rapl: package-0 package-1 dram-1", MODEL),
                        "gpu0 gpu1 disk:sda net:loopback net:external",
                        "package-0<gpu0 package-1<gpu1 dram-1<gpu1",
                        "cpu of model, memory of model"),
                new Case(
                        "Grace Hopper by two drivers: the GPU's own, which knows who used it",
                        List.of("nvml: gpu0@module", "hwmon: module-0@module!metered package-0!metered"),
                        "gpu0",
                        "package-0<gpu0",
                        "module-0 of hwmon"),
                new Case(
                        "Grace Hopper inside a node",
                        List.of("nvml: gpu0@module", "hwmon: package-0", "redfish/2000: node@node!metered"),
                        "node",
                        "gpu0<node package-0<gpu0",
                        ""),
                new Case(
                        "a part whose whole is read by nobody stands alone",
                        List.of("rapl: package-0 dram-0", "prometheus/1000: psys.9@rack dram-0<psys"),
                        "package-0 dram-0 psys.9",
                        "",
                        "dram-0 of prometheus"),
                new Case("nothing found", List.of(), "", "", ""));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyDeviceIsCountedOnce(Case table) {
        try (var set = Meters.select(
                table.meters().stream().<Meter>map(MeterSetTest::meter).toList())) {
            var channels = set.channels();
            assertThat(join(channels.stream().filter(c -> c.parent().isEmpty()).map(Channel::id), " "))
                    .isEqualTo(table.counted());
            assertThat(join(
                            channels.stream()
                                    .filter(c -> c.parent().isPresent())
                                    .map(c -> c.id() + "<" + c.parent().orElseThrow()),
                            " "))
                    .isEqualTo(table.details());
            assertThat(join(
                            set.dropped().stream()
                                    .map(d -> d.channel().id() + " of "
                                            + d.channel().meter()),
                            ", "))
                    .isEqualTo(table.dropped());
            assertThat(channels.stream().map(Channel::id)).doesNotHaveDuplicates();
        }
    }

    private static String join(Stream<String> words, String separator) {
        return String.join(separator, words.toList());
    }

    /** Readings come in the order of the channels, also where one in the middle is dropped; unused meters are closed. */
    @Test
    void readingsFollowTheChannels() {
        var rapl = meter("rapl: package-0 dram-0");
        var twin = meter("hwmon: package-0");
        var model = meter(MODEL);
        try (var set = Meters.select(List.of(rapl, twin, model))) {
            assertThat(twin.closed).isTrue();
            assertThat(set.meters()).containsExactly(rapl, model);
            set.start(START);
            assertThat(set.poll(START.plusSeconds(1)))
                    .extracting(reading -> ((Reading.Used) reading).energy().joules())
                    .containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
        }
        assertThat(rapl.closed).isTrue();
        assertThat(model.closed).isTrue();
    }

    @Test
    void aDroppedChannelSaysWhy() {
        try (var set = Meters.select(List.of(meter("rapl: package-0"), meter(MODEL)))) {
            var why = set.dropped().getFirst().why();
            assertThat(why.in(Lang.EN))
                    .isEqualTo("cpu of model is not counted: package-0 of rapl sees the same device");
            assertThat(why.in(Lang.ZH)).contains("cpu", "package-0");
            assertThat(set.period()).isEqualTo(Duration.ofMillis(100));
        }
    }

    /** A meter whose channel number i uses i J in a poll, counted over its meters by {@link #readingsFollowTheChannels}. */
    private static final class Fixed implements Meter {
        private final List<Channel> channels;
        private final Duration period;
        private boolean closed;

        Fixed(List<Channel> channels, Duration period) {
            this.channels = channels;
            this.period = period;
        }

        @Override
        public List<Channel> channels() {
            return channels;
        }

        @Override
        public Duration period() {
            return period;
        }

        @Override
        public void start(Instant now) {}

        @Override
        public List<Reading> poll(Instant now) {
            var readings = new ArrayList<Reading>();
            for (int i = 0; i < channels.size(); i++) {
                readings.add(new Reading.Used(START, now, Energy.ofJoules(i)));
            }
            return readings;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static Fixed meter(String text) {
        String[] parts = text.split(": ", 2);
        String[] kind = parts[0].split("/");
        var channels = Arrays.stream(parts[1].split(" "))
                .map(word -> channel(kind[0], word))
                .toList();
        return new Fixed(channels, Duration.ofMillis(kind.length > 1 ? Long.parseLong(kind[1]) : 100));
    }

    private static Channel channel(String meter, String word) {
        var scope =
                word.contains("@") ? Scope.valueOf(after(word, "@").toUpperCase(java.util.Locale.ROOT)) : Scope.DEVICE;
        var tier =
                word.contains("!") ? Tier.valueOf(after(word, "!").toUpperCase(java.util.Locale.ROOT)) : Tier.COUNTER;
        return new Channel(
                word.replaceFirst("[<@!].*", ""),
                meter,
                word,
                Component.COMPUTE,
                scope,
                tier,
                Activity.CPU,
                word.contains("<") ? Optional.of(after(word, "<")) : Optional.empty(),
                OptionalDouble.empty(),
                Channel.Bounds.within(0.1));
    }

    private static String after(String word, String mark) {
        return word.substring(word.indexOf(mark) + 1).replaceFirst("[<@!].*", "");
    }
}
