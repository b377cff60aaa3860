package io.negawatt.app.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.app.agent.FakeExporter.Mode;
import io.negawatt.app.ingest.Intake;
import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.LiveException;
import io.negawatt.app.live.MemoryStore;
import io.negawatt.app.live.Selection;
import io.negawatt.app.live.Window;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScraperTest {
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final long LIMIT = 10_000;
    private static final long IN_THE_OUTAGE = 7_000;
    private static final long EVER_MS = 4_000_000_000_000L;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final MemoryStore store = new MemoryStore();
    private final List<Message> log = new CopyOnWriteArrayList<>();

    private Scraper start(FakeExporter... exporters) {
        var targets = new ArrayList<String>();
        for (var exporter : exporters) {
            targets.add("gpu-17=" + exporter.url());
        }
        var settings = Scraper.Settings.of(targets, EVERY, TIMEOUT, LIMIT);
        return new Scraper(settings, new Intake(store), store, InstantSource.system(), log::add);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long endNanos = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("it never came").isLessThan(endNanos);
            Thread.sleep(10);
        }
    }

    private List<Double> joules() throws LiveException {
        var joules = new ArrayList<Double>();
        store.samples(Selection.ALL, 0, Long.MAX_VALUE, column -> {
            for (double value : column.values()) {
                if (!Double.isNaN(value)) {
                    joules.add(value);
                }
            }
        });
        return joules;
    }

    private double sum() throws LiveException {
        return joules().stream().mapToDouble(Double::doubleValue).sum();
    }

    private boolean hasGap(String reason) throws LiveException {
        return store.gaps(Selection.ALL, 0, Long.MAX_VALUE).stream()
                .anyMatch(it -> it.reason().key().equals(reason));
    }

    private void awaitMore() throws Exception {
        double before = sum();
        await(() -> sum() > before + 3 * FakeExporter.JOULES_A_REQUEST);
    }

    @Test
    void whatTheCounterRoseByIsStoredWithItsScopeAndTier() throws Exception {
        try (var exporter = new FakeExporter(0);
                var _ = start(exporter)) {
            awaitMore();
        }
        var series = store.series(Selection.ALL);
        assertThat(series).singleElement().satisfies(it -> {
            assertThat(it.metric()).isEqualTo(Names.ENERGY);
            assertThat(it.unit()).isEqualTo("J");
            assertThat(it.labels())
                    .containsAllEntriesOf(Map.of(
                            "node", "gpu-17", "channel", "gpu0", "device", "NVIDIA H100", "component", "compute"))
                    .containsAllEntriesOf(Map.of("scope", "device", "tier", "counter", "meter", "prometheus"));
        });
        assertWholeRequests();
    }

    /** Whatever was stored is what the counter rose by between two answers. */
    private void assertWholeRequests() throws LiveException {
        assertThat(joules()).allSatisfy(it -> {
            assertThat(it).isPositive();
            assertThat(Math.abs(it / FakeExporter.JOULES_A_REQUEST - Math.rint(it / FakeExporter.JOULES_A_REQUEST)))
                    .isLessThan(1e-9);
        });
    }

    @Test
    void aTargetThatFailsIsAGapWithItsReasonAndComesBack() throws Exception {
        var reasons = Map.of(
                Mode.REFUSING, "meter.gap.http.status",
                Mode.CUT, "meter.gap.http.truncated",
                Mode.CUT_LINE, "meter.gap.prometheus.page",
                Mode.HUGE, "meter.gap.http.failed",
                Mode.SLOW, "meter.gap.http.timeout",
                Mode.EMPTY, "meter.gap.prometheus.series");
        try (var exporter = new FakeExporter(0);
                var _ = start(exporter)) {
            awaitMore();
            for (var fault : reasons.entrySet()) {
                exporter.mode(fault.getKey());
                await(() -> hasGap(fault.getValue()));
                exporter.mode(Mode.GOOD);
                awaitMore();
            }
            exporter.reset();
            await(() -> hasGap("series.gap.counter.backward"));
            awaitMore();
        }
        assertWholeRequests();
    }

    /** The energy of an outage counts once, evenly over it, and the outage stays a gap. */
    @Test
    void anOutageOfAnExporterIsBridgedByItsCounter() throws Exception {
        try (var exporter = new FakeExporter(0);
                var _ = start(exporter)) {
            awaitMore();
            exporter.mode(Mode.REFUSING);
            await(() -> hasGap("meter.gap.http.status"));
            exporter.use(IN_THE_OUTAGE);
            exporter.mode(Mode.GOOD);
            await(() -> hasGap("meter.gap.remote.bridged"));
            awaitMore();
        }
        assertThat(joules()).allMatch(it -> it < IN_THE_OUTAGE);
        assertWholeRequests();
        var told = store.gaps(Selection.ALL, 0, Long.MAX_VALUE);
        assertThat(told)
                .filteredOn(it -> it.amount().orElse(0) > IN_THE_OUTAGE)
                .singleElement()
                .satisfies(bridge -> {
                    double requests = (bridge.amount().getAsDouble() - IN_THE_OUTAGE) / FakeExporter.JOULES_A_REQUEST;
                    assertThat(requests).isCloseTo(Math.rint(requests), within(1e-9));
                    assertThat(told)
                            .as("the outage itself lies in it")
                            .anyMatch(it -> it.reason().key().equals("meter.gap.http.status")
                                    && it.fromMs() >= bridge.fromMs()
                                    && it.toMs() <= bridge.toMs());
                });
        double bridgedJ = told.stream().mapToDouble(it -> it.amount().orElse(0)).sum();
        double[] wholeJ = {0};
        store.range(Selection.ALL, new Window(0, EVER_MS, EVER_MS), it -> wholeJ[0] += it.amount(0));
        assertThat(wholeJ[0]).isCloseTo(sum() + bridgedJ, within(1e-3));
    }

    @Test
    void aTokenGoesToTheHostThatItIsFor(@TempDir Path folder) throws Exception {
        var mine = Files.writeString(folder.resolve("mine"), "mine-1234\n");
        var all = Files.writeString(folder.resolve("all"), "all-1234");
        try (var one = new FakeExporter(0);
                var other = new FakeExporter(0)) {
            var settings = Scraper.Settings.of(
                            List.of("gpu-17=" + one.url(), "gpu-18=" + other.url()), EVERY, TIMEOUT, LIMIT)
                    .withTokens(List.of(all.toString(), "gpu-17=" + mine));
            try (var _ = new Scraper(settings, new Intake(store), store, InstantSource.system(), log::add)) {
                await(() -> one.authorization().equals("Bearer mine-1234"));
                await(() -> other.authorization().equals("Bearer all-1234"));
                Files.writeString(mine, "");
                await(() -> hasGap("meter.gap.http.token"));
            }
        }
        assertThat(log).extracting(Message::toString).noneMatch(it -> it.contains("1234"));
        var settings = Scraper.Settings.of(List.of("gpu-17=http://gpu-17/"), EVERY, TIMEOUT, LIMIT);
        for (var bad : List.of("gpu-18=" + all, folder.resolve("none").toString(), mine.toString())) {
            assertThatThrownBy(() -> settings.withTokens(List.of(bad)))
                    .as(bad)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("--scrape-token-file");
        }
    }

    @Test
    void aTargetThatIsAwayAtTheStartIsAGapOfTheSeriesThatItHadBefore() throws Exception {
        int port;
        try (var exporter = new FakeExporter(0);
                var _ = start(exporter)) {
            port = exporter.port();
            awaitMore();
        }
        var settings =
                Scraper.Settings.of(List.of("gpu-17=http://127.0.0.1:" + port + "/metrics"), EVERY, TIMEOUT, LIMIT);
        try (var _ = new Scraper(settings, new Intake(store), store, InstantSource.system(), log::add)) {
            await(() -> hasGap("meter.gap.http.unreachable"));
            assertThat(log).extracting(Message::key).contains("scrape.fails");
            try (var _ = new FakeExporter(port)) {
                awaitMore();
            }
        }
        assertThat(store.series(Selection.ALL)).hasSize(1);
        assertWholeRequests();
    }

    @Test
    void aDeviceThatTwoExportersShowCountsOnce() throws Exception {
        try (var one = new FakeExporter(0);
                var other = new FakeExporter(0);
                var _ = start(one, other)) {
            awaitMore();
        }
        assertThat(store.series(Selection.ALL)).hasSize(1);
    }

    @Test
    void aTargetIsAnAddressWithANameOrWithout() {
        var targets =
                List.of("http://10.0.0.7:9100/metrics", "gpu-17=http://gpu-17:9400/metrics?a=b", "http://10.0.0.7/");
        assertThat(Scraper.Settings.of(targets, EVERY, TIMEOUT, LIMIT).pages())
                .containsEntry("10.0.0.7", List.of("http://10.0.0.7:9100/metrics", "http://10.0.0.7/"))
                .containsEntry("gpu-17", List.of("http://gpu-17:9400/metrics?a=b"))
                .hasSize(2);
        for (var bad : List.of("gpu-17:9400", "file:///etc/passwd", "n=http://a b/", "http://")) {
            assertThatThrownBy(() -> Scraper.Settings.of(List.of(bad), EVERY, TIMEOUT, LIMIT))
                    .as(bad)
                    .isInstanceOf(BadInputException.class);
        }
        assertThatThrownBy(() -> Scraper.Settings.of(List.of("http://me:secret@host/"), EVERY, TIMEOUT, LIMIT))
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Scraper.Settings.of(targets, Duration.ofMinutes(2), TIMEOUT, LIMIT))
                .hasMessageContaining("--scrape-every");
        assertThatThrownBy(() -> Scraper.Settings.of(targets, EVERY, TIMEOUT, 10))
                .hasMessageContaining("--scrape-limit");
    }
}
