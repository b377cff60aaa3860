package io.negawatt.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.app.access.Scope;
import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Batch;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.LiveStore;
import io.negawatt.app.live.Matcher;
import io.negawatt.app.live.Measure;
import io.negawatt.app.live.MemoryStore;
import io.negawatt.app.live.Selection;
import io.negawatt.app.live.Series;
import io.negawatt.app.live.Window;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtlpPushTest {
    @TempDir
    Path home;

    private final MemoryStore source = new MemoryStore();
    private final List<Message> log = new ArrayList<>();
    private final long startMs = System.currentTimeMillis() - 600_000;
    private long nowMs = startMs;
    private long sequence;

    private static Series series(String metric, Measure measure, String unit, Map<String, String> more) {
        var labels = new TreeMap<String, String>(Map.of(
                Names.NODE,
                "n9",
                Names.CHANNEL,
                "gpu0",
                Names.COMPONENT,
                "compute",
                Names.SCOPE,
                "device",
                Names.TIER,
                "counter"));
        labels.putAll(more);
        return Series.of(metric, measure, unit, 1_000, labels);
    }

    private static final Series GPU = series(Names.ENERGY, Measure.USE, "J", Map.of());
    private static final Series NODE = series(
            Names.POWER, Measure.POWER, "W", Map.of(Names.CHANNEL, "node", Names.SCOPE, "node", Names.TIER, "metered"));

    private OtlpPush push(TestServer test, String path) throws Exception {
        var token = home.resolve("token");
        Files.writeString(token, test.token(Scope.INGEST, Optional.empty()).secret() + "\n");
        var endpoint = URI.create("http://localhost:" + test.server.port() + path);
        var settings = new OtlpPush.Settings(endpoint, Optional.of(token), Duration.ofSeconds(10), "test");
        return new OtlpPush(settings, source, () -> Instant.ofEpochMilli(nowMs), log::add);
    }

    /** Samples of a second each from the one after {@code fromS} to {@code toS}. */
    private void append(Series series, int fromS, int toS, double value) {
        var times = new long[toS - fromS];
        var values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = startMs + (fromS + i + 1) * 1_000L;
            values[i] = value + i * 0.015625;
        }
        source.append(new Batch("agent", 1, sequence++, List.of(new Column(series, times, values)), List.of()));
    }

    private double joules(LiveStore store, String channel) throws Exception {
        var joules = new double[1];
        var window = new Window(startMs - 120_000, System.currentTimeMillis() + 60_000, 60_000);
        var selection =
                Selection.of("", Names.ENERGY, Matcher.is(Names.NODE, "n9"), Matcher.is(Names.CHANNEL, channel));
        store.range(selection, window, steps -> {
            for (int i = 0; i < window.steps(); i++) {
                joules[0] += steps.amount(i);
            }
        });
        return joules[0];
    }

    @Test
    void joulesThatAreToldAreTheJoulesThatTheCollectorKeeps() throws Exception {
        try (var test = new TestServer(home.resolve("collector"), false, Optional.empty(), false);
                var push = push(test, "")) {
            for (int i = 0; i < 10; i++) {
                append(GPU, 60 * i, 60 * i + 50, 412.5);
                append(NODE, 60 * i, 60 * i + 60, 1_000);
                nowMs = startMs + (i + 1) * 60_000L;
                assertThat(push.push()).isTrue();
            }
            append(GPU, 590, 600, 99.125);
            nowMs += 500;
            assertThat(push.push()).isTrue();
            double used = joules(source, "gpu0");
            assertThat(used).isGreaterThan(200_000);
            assertThat(joules(test.store, "gpu0")).isCloseTo(used, within(1e-6 * used));
            assertThat(joules(test.store, "node")).isCloseTo(600 * 1_000, within(1_000.0));
            assertLabels(test.store);
        }
        assertThat(log).isEmpty();
    }

    private static void assertLabels(LiveStore kept) throws Exception {
        var node = Matcher.is(Names.NODE, "n9");
        var energy = kept.series(Selection.of("", Names.ENERGY, node, Matcher.is(Names.CHANNEL, "gpu0")));
        assertThat(energy).singleElement().satisfies(it -> {
            assertThat(it.measure()).isEqualTo(Measure.COUNTER);
            assertThat(it.labels()).containsAllEntriesOf(GPU.labels());
        });
        var power = kept.series(Selection.of("", Names.POWER, node, Matcher.is(Names.CHANNEL, "gpu0")));
        assertThat(power)
                .singleElement()
                .satisfies(it -> assertThat(it.measure()).isEqualTo(Measure.LEVEL));
        assertThat(kept.series(Selection.of("", Names.ENERGY, node, Matcher.is(Names.SCOPE, "node"))))
                .hasSize(1);
    }

    /** A collector that is away for a while misses nothing, nor what comes late. */
    @Test
    void aCollectorThatWasAwayGetsAllOfItAndPeopleAreToldOnce() throws Exception {
        try (var test = new TestServer(home.resolve("collector"), false, Optional.empty(), false);
                var push = push(test, "/no/such/page");
                var right = push(test, "/v1/metrics")) {
            append(GPU, 0, 60, 200);
            nowMs = startMs + 60_000;
            assertThat(push.push()).isFalse();
            assertThat(push.push()).isFalse();
            assertThat(log).extracting(Message::key).containsExactly("otlp.refused");
            append(GPU, 120, 180, 200);
            nowMs = startMs + 180_000;
            assertThat(right.push()).isTrue();
            append(GPU, 60, 120, 150);
            nowMs = startMs + 240_000;
            assertThat(right.push()).isTrue();
            double used = joules(source, "gpu0");
            assertThat(joules(test.store, "gpu0")).isCloseTo(used, within(1e-6 * used));
        }
    }

    @Test
    void whatIsNoCollectorIsRefused() {
        for (var bad : List.of("ftp://host/", "http://me:secret@host/", "host:4318")) {
            assertThatThrownBy(
                            () -> new OtlpPush.Settings(URI.create(bad), Optional.empty(), Duration.ofSeconds(10), ""))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageNotContaining("secret");
        }
        assertThatThrownBy(() ->
                        new OtlpPush.Settings(URI.create("http://h"), Optional.empty(), Duration.ofMillis(10), ""))
                .isInstanceOf(BadInputException.class);
        var bare = new OtlpPush.Settings(URI.create("http://h:4318"), Optional.empty(), Duration.ofSeconds(10), "");
        assertThat(bare.endpoint()).hasPath("/v1/metrics");
    }
}
