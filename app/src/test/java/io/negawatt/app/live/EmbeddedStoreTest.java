package io.negawatt.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.app.store.Disk;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest {
    private static final Path FOLDER = Path.of("/store");
    private static final long START = SampleBatches.START_MS;
    private static final long HOUR = StoredFile.HOUR_MS;

    private long nowMs = START;
    private final InstantSource clock = () -> Instant.ofEpochMilli(nowMs);
    private final SimDisk disk = new SimDisk();

    private EmbeddedStore open(StoreSettings settings) throws LiveException {
        return EmbeddedStore.open(disk, FOLDER, settings, clock);
    }

    private static StoreSettings small() {
        return settings(Duration.ofDays(7));
    }

    private static StoreSettings settings(Duration raw) {
        return new StoreSettings(
                20_000,
                Duration.ofMinutes(15),
                Duration.ofMinutes(5),
                raw,
                Duration.ofDays(30),
                Duration.ofDays(60),
                Duration.ofDays(365));
    }

    private static void assertSameAnswers(LiveStore store, LiveStore model, long fromMs, long toMs)
            throws LiveException {
        assertThat(StoreAnswers.samples(store)).isEqualTo(StoreAnswers.samples(model));
        assertThat(store.series(Selection.ALL)).isEqualTo(model.series(Selection.ALL));
        for (long stepMs : new long[] {60_000, 900_000, HOUR, 24 * HOUR, 7_000}) {
            var window = new Window(fromMs, Math.min(toMs, fromMs + 50_000 * stepMs), stepMs);
            assertThat(StoreAnswers.sums(store, window)).isEqualTo(StoreAnswers.sums(model, window));
        }
        assertThat(store.gaps(Selection.ALL, fromMs, toMs)).isEqualTo(model.gaps(Selection.ALL, fromMs, toMs));
    }

    /** A day of batches in and out of order, repeated and late, sorted and summed up meanwhile, with restarts: as in memory. */
    @Test
    void theAnswersAreThoseOfTheStoreInMemory() throws Exception {
        for (int seed = 0; seed < 6; seed++) {
            var random = new SplittableRandom(seed);
            var day = new EmbeddedStoreTest();
            var store = day.open(small());
            var model = new MemoryStore();
            var sent = new ArrayList<Batch>();
            for (int i = 0; i < 400; i++) {
                day.nowMs += random.nextInt(2 * 216_000);
                long late = random.nextInt(10) == 0 ? random.nextLong(20 * HOUR) : 0;
                var batch = random.nextInt(8) == 0 && !sent.isEmpty()
                        ? sent.get(random.nextInt(sent.size()))
                        : SampleBatches.random(random, "agent", i, day.nowMs - 100_000 - late);
                sent.add(batch);
                assertThat(store.append(batch)).isEqualTo(model.append(batch));
                if (random.nextInt(4) == 0) {
                    store.upkeep();
                    assertThat(store.status().trouble()).isEmpty();
                }
                if (random.nextInt(50) == 0) {
                    if (random.nextBoolean()) {
                        store.close();
                    } else {
                        day.disk.restart();
                    }
                    store = day.open(small());
                }
            }
            assertSameAnswers(store, model, START - 24 * HOUR, day.nowMs + HOUR);
            day.nowMs += 3 * HOUR;
            for (int i = 0; i < 5; i++) {
                day.nowMs += 600_000;
                store.upkeep();
            }
            assertSameAnswers(store, model, START - 24 * HOUR, day.nowMs);
            assertThat(store.status().damaged()).isZero();
        }
    }

    @Test
    void aBatchCountsOnceHoweverOftenItComes() throws Exception {
        var store = open(small());
        var batch = SampleBatches.steady("agent", 3, 0, 2, START - 60_000, 30);
        assertThat(store.append(batch)).isEqualTo(new Appended(false, 60, 0, 0));
        assertThat(store.append(batch)).isEqualTo(new Appended(true, 0, 0, 0));
        store.close();
        store = open(small());
        assertThat(store.append(batch)).isEqualTo(new Appended(true, 0, 0, 0));
        assertThat(StoreAnswers.samples(store).values()).allMatch(it -> it.size() == 30);
    }

    @Test
    void samplesGrowOldAndTheirSumsStayTheSame() throws Exception {
        var store = open(settings(Duration.ofHours(6)));
        var model = new MemoryStore();
        for (int i = 0; i < 4 * 6; i++) {
            var batch = SampleBatches.steady("agent", i, 0, 2, nowMs - 900_000, 900);
            assertThat(store.append(batch)).isEqualTo(model.append(batch));
            nowMs += 900_000;
            store.upkeep();
        }
        var minutes = new Window(START - HOUR, START + 12 * HOUR, 60_000);
        var seconds = new Window(START - HOUR, START + 12 * HOUR, 1_000);
        var expectedMinutes = StoreAnswers.sums(model, minutes);
        var expectedSeconds = StoreAnswers.sums(model, seconds);
        assertThat(StoreAnswers.sums(store, minutes)).isEqualTo(expectedMinutes);
        nowMs += 10 * HOUR;
        for (int i = 0; i < 3; i++) {
            store.upkeep();
            nowMs += 600_000;
        }
        assertThat(store.status().trouble()).isEmpty();
        assertThat(StoreAnswers.samples(store)).as("samples are given up").isEmpty();
        assertThat(StoreAnswers.sums(store, minutes)).isEqualTo(expectedMinutes);
        assertThat(StoreAnswers.sums(store, seconds)).isEqualTo(expectedSeconds);
        var late = SampleBatches.steady("agent", 99, 0, 1, START, 10);
        assertThat(store.append(late)).isEqualTo(new Appended(false, 0, 10, 0));
        nowMs += Duration.ofDays(40).toMillis();
        store.upkeep();
        assertThat(StoreAnswers.sums(store, minutes)).isEqualTo(expectedMinutes);
        assertThat(StoreAnswers.sums(store, seconds))
                .as("sums by second are given up")
                .isNotEqualTo(expectedSeconds);
        var hours = new Window(START - HOUR, START + 12 * HOUR, HOUR);
        var expectedHours = StoreAnswers.sums(model, hours);
        nowMs += Duration.ofDays(30).toMillis();
        store.upkeep();
        assertThat(StoreAnswers.sums(store, minutes)).isNotEqualTo(expectedMinutes);
        assertThat(StoreAnswers.sums(store, hours)).isEqualTo(expectedHours);
        store.close();
        store = open(settings(Duration.ofHours(6)));
        assertThat(StoreAnswers.sums(store, hours)).isEqualTo(expectedHours);
        nowMs += Duration.ofDays(365).toMillis();
        store.upkeep();
        assertThat(StoreAnswers.sums(store, hours)).isEmpty();
    }

    /** Closing puts the samples in order; who does without loses none of them. */
    @Test
    void aStoreThatIsAbandonedHasAllThatItAcknowledged() throws Exception {
        var store = open(small());
        store.append(SampleBatches.steady("agent", 3, 0, 2, START - 60_000, 30));
        store.abandon();
        store = open(small());
        assertThat(StoreAnswers.samples(store).values()).hasSize(2).allMatch(it -> it.size() == 30);
    }

    @Test
    void aLateSampleChangesTheSumsOfItsHour() throws Exception {
        var store = open(small());
        store.append(SampleBatches.steady("agent", 0, 0, 1, START, 600));
        nowMs += 3 * HOUR;
        store.upkeep();
        nowMs += HOUR;
        store.upkeep();
        var hour = new Window(START, START + HOUR, HOUR);
        long before = total(store, hour);
        store.append(SampleBatches.steady("agent", 1, 0, 1, START + 700_000, 600));
        long after = total(store, hour);
        assertThat(after).isGreaterThan(before);
        nowMs += HOUR;
        store.upkeep();
        nowMs += HOUR;
        store.upkeep();
        assertThat(total(store, hour)).isEqualTo(after);
    }

    private static long total(LiveStore store, Window window) throws LiveException {
        long[] total = new long[1];
        store.range(Selection.ALL, window, steps -> total[0] += steps.amountMicro(0));
        return total[0];
    }

    @Test
    void samplesFromTheFutureAreRefused() throws Exception {
        var store = open(small());
        var batch = SampleBatches.steady("agent", 0, 0, 1, nowMs + HOUR - 5_000, 10);
        assertThat(store.append(batch)).isEqualTo(new Appended(false, 4, 0, 6));
    }

    @Test
    void theLastSampleIsFoundInMemoryAndInFiles() throws Exception {
        var store = open(small());
        store.append(SampleBatches.steady("agent", 0, 0, 2, START - 60_000, 30));
        store.append(SampleBatches.steady("agent", 1, 1, 2, START - 90_000, 20));
        var expected = List.of(
                new Latest(SampleBatches.power(0), START - 30_000, SampleBatches.watts(0, START - 30_000)),
                new Latest(SampleBatches.power(1), START - 30_000, SampleBatches.watts(1, START - 30_000)),
                new Latest(SampleBatches.power(2), START - 70_000, SampleBatches.watts(2, START - 70_000)));
        assertThat(store.latest(Selection.ALL)).isEqualTo(expected);
        store.close();
        store = open(small());
        assertThat(store.latest(Selection.ALL)).isEqualTo(expected);
        nowMs += 30 * HOUR;
        assertThat(store.latest(Selection.ALL)).isEmpty();
    }

    @Test
    void seriesAreFoundByTenantMetricAndLabels() throws Exception {
        var store = open(small());
        store.append(SampleBatches.steady("agent", 0, 0, 10, START - 60_000, 3));
        store.append(SampleBatches.steady("agent", 1, 0, 2, START - 60_000, 3).withTenant("lab"));
        assertThat(store.series(Selection.ALL)).hasSize(12);
        assertThat(store.series(Selection.of("lab", "power"))).hasSize(2);
        assertThat(store.series(Selection.of("", "power", Matcher.is("host", "node1"))))
                .hasSize(2);
        assertThat(store.series(Selection.of("", "power", Matcher.is("host", ""))))
                .isEmpty();
        var begins = new Matcher("host", Matcher.Match.BEGINS, List.of("node"));
        assertThat(store.series(Selection.of("lab", "power", begins))).hasSize(2);
        var isNot = new Matcher("gpu", Matcher.Match.IS_NOT, List.of("0", "1"));
        assertThat(store.series(Selection.of("", "power", isNot))).hasSize(6);
    }

    @Test
    void aSecondServerIsRefusedAndChangesNothing(@TempDir Path home) throws Exception {
        var folder = home.resolve("live");
        try (var store = EmbeddedStore.open(folder)) {
            var now = InstantSource.system().millis();
            store.append(SampleBatches.steady("agent", 0, 0, 2, now - 60_000, 30));
            assertThatThrownBy(() -> EmbeddedStore.open(folder)).hasMessageContaining("Another process");
            assertThat(StoreAnswers.samples(store)).hasSize(2);
        }
        try (var store = EmbeddedStore.open(Disk.LOCAL, folder, StoreSettings.DEFAULT, InstantSource.system())) {
            assertThat(StoreAnswers.samples(store).values()).allMatch(it -> it.size() == 30);
        }
        assertThatThrownBy(() -> EmbeddedStore.open(home.resolve("none/none"))).isInstanceOf(LiveException.class);
    }

    @Test
    void manyWritersAndReadersAtOnceLoseNothing(@TempDir Path home) throws Exception {
        try (var store = EmbeddedStore.open(Disk.LOCAL, home.resolve("live"), small(), clock);
                var threads = Executors.newFixedThreadPool(6)) {
            var tasks = new ArrayList<Callable<Object>>();
            for (int writer = 0; writer < 4; writer++) {
                int number = writer;
                tasks.add(() -> {
                    for (int i = 0; i < 50; i++) {
                        var batch = SampleBatches.steady("agent" + number, i, 8 * number, 8, START + 10_000L * i, 10);
                        store.append(batch);
                        store.append(batch);
                    }
                    return number;
                });
            }
            tasks.add(() -> {
                for (int i = 0; i < 50; i++) {
                    store.upkeep();
                    StoreAnswers.samples(store);
                    StoreAnswers.sums(store, new Window(START, START + HOUR, 60_000));
                }
                return 0;
            });
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
            assertThat(store.status().trouble()).isEmpty();
            assertThat(store.status().batchesRepeated()).isEqualTo(200);
            var samples = StoreAnswers.samples(store);
            assertThat(samples)
                    .hasSize(32)
                    .allSatisfy((series, row) -> assertThat(row).hasSize(500));
        }
    }
}
