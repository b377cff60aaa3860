package io.negawatt.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Damage, a disk that is full and one that does not force: what is refused, what is kept, and how it goes on. */
class EmbeddedStoreFaultsTest {
    private static final boolean LONG = "long".equals(System.getProperty("negawatt.faults"));
    private static final Path FOLDER = Path.of("/store");
    private static final long START = SampleBatches.START_MS;

    private long nowMs = START;
    private final InstantSource clock = () -> Instant.ofEpochMilli(nowMs);

    private EmbeddedStore open(SimDisk disk) throws LiveException {
        return EmbeddedStore.open(disk, FOLDER, StoreSettings.DEFAULT, clock);
    }

    private static Batch batch(int number) {
        return SampleBatches.steady("agent", number, 0, 4, START - 3_000_000 + 10_000L * number, 10);
    }

    private static Path only(SimDisk disk, FileKind kind) {
        return disk.files().stream()
                .filter(it -> it.getFileName().toString().startsWith(kind.prefix()))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    /** Every sample is that of its series and time, and batches are there as a whole; {@return how many are} */
    private static int wholeBatches(LiveStore store) throws LiveException {
        var samples = StoreAnswers.samples(store);
        assertRight(samples);
        int whole = 0;
        for (int number = 0; number < 200; number++) {
            int there = 0;
            var batch = batch(number);
            for (var column : batch.columns()) {
                var row = samples.getOrDefault(column.series(), new TreeMap<>());
                there += (int)
                        Arrays.stream(column.timesMs()).filter(row::containsKey).count();
            }
            assertThat(there).isIn(0, batch.samples());
            whole += there > 0 ? 1 : 0;
        }
        return whole;
    }

    private static void assertRight(Map<Series, TreeMap<Long, Double>> samples) {
        samples.forEach((series, row) -> {
            int device = device(series);
            row.forEach((timeMs, value) -> {
                if (value != SampleBatches.watts(device, timeMs)) {
                    throw new AssertionError("wrong: " + series + " " + timeMs + " " + value);
                }
            });
        });
    }

    private SimDisk withLog(int batches) throws LiveException {
        var disk = new SimDisk();
        var store = open(disk);
        for (int number = 0; number < batches; number++) {
            store.append(batch(number));
        }
        return disk;
    }

    @Test
    void aLogThatIsTornAtAnyByteKeepsEveryWholeBatchBefore() throws Exception {
        var disk = withLog(200);
        var log = only(disk, FileKind.WAL);
        byte[] bytes = disk.bytes(log);
        int before = 0;
        for (int length = 0; length <= bytes.length; length += LONG ? 1 : 131) {
            var torn = disk.fork();
            torn.put(log, Arrays.copyOf(bytes, length));
            int whole = wholeBatches(open(torn));
            assertThat(whole).isBetween(before, 200);
            before = whole;
        }
        assertThat(bytes.length).isGreaterThan(10_000);
        System.out.printf("a log of %d bytes torn at every %d%n", bytes.length, LONG ? 1 : 131);
        assertThat(wholeBatches(open(disk.fork()))).isEqualTo(200);
    }

    @Test
    void aChangedBitInTheLogCostsOneBatchAndIsCounted() throws Exception {
        var disk = withLog(100);
        var log = only(disk, FileKind.WAL);
        byte[] bytes = disk.bytes(log);
        var random = new SplittableRandom(6);
        for (int at = 12; at < bytes.length; at += LONG ? 1 : 97) {
            var damaged = disk.fork();
            byte[] changed = bytes.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            damaged.put(log, changed);
            var store = open(damaged);
            assertThat(wholeBatches(store)).isEqualTo(99);
            assertThat(store.status().damaged()).isPositive();
        }
        System.out.printf("a changed bit in a log of %d bytes, every %d%n", bytes.length, LONG ? 1 : 97);
    }

    @Test
    void aChangedBitInASortedFileCostsOneGroup() throws Exception {
        var disk = new SimDisk();
        var store = open(disk);
        for (int number = 0; number < 40; number++) {
            store.append(SampleBatches.steady("agent", number, 40 * number, 40, START - 3_000_000, 20));
        }
        store.close();
        var file = only(disk, FileKind.RAW);
        byte[] bytes = disk.bytes(file);
        long all = 40 * 40 * 20;
        int lossy = 0;
        for (int at = 12; at < bytes.length; at += LONG ? 7 : 499) {
            var damaged = disk.fork();
            byte[] changed = bytes.clone();
            changed[at] ^= 4;
            damaged.put(file, changed);
            var reopened = open(damaged);
            var samples = StoreAnswers.samples(reopened);
            assertRight(samples);
            long there = samples.values().stream().mapToLong(TreeMap::size).sum();
            assertThat(there).isGreaterThanOrEqualTo(all - 256 * 20 - 8_192);
            assertThat(reopened.status().damaged()).isPositive();
            lossy += there < all ? 1 : 0;
            reopened.upkeep();
            assertThat(reopened.status().trouble()).isEmpty();
        }
        assertThat(lossy).isPositive();
        System.out.printf("a changed bit in a sorted file of %d bytes, every %d%n", bytes.length, LONG ? 7 : 499);
    }

    private static int device(Series series) {
        int node = Integer.parseInt(series.labels().getOrDefault("host", "").substring(4));
        return 8 * node + Integer.parseInt(series.labels().getOrDefault("gpu", ""));
    }

    @Test
    void aChangedBitInTheSeriesOrTheManifestCostsNothing() throws Exception {
        var disk = withLog(30);
        open(disk.fork());
        for (var path : new Path[] {only(disk, FileKind.SERIES), Manifest.path(FOLDER)}) {
            byte[] bytes = disk.bytes(path);
            for (int at = 12; at < bytes.length; at += LONG ? 1 : 3) {
                var damaged = disk.fork();
                byte[] changed = bytes.clone();
                changed[at] ^= 1;
                damaged.put(path, changed);
                assertThat(wholeBatches(open(damaged))).isEqualTo(30);
            }
        }
    }

    @Test
    void aManifestThatIsGoneOrOfAnotherVersionIsRefusedAndNothingIsChanged() throws Exception {
        var disk = withLog(3);
        var manifest = Manifest.path(FOLDER);
        disk.delete(manifest);
        var before = disk.files();
        assertThatThrownBy(() -> open(disk.fork())).hasMessageContaining("missing or damaged");
        byte[] record = {0, 0, 0, 0, 0, 0, 0, 0, 6, 2};
        RecordFile.seal(record, record.length);
        var newer = disk.fork();
        newer.put(manifest, RecordFile.whole(record, 2));
        var with = newer.files();
        assertThatThrownBy(() -> open(newer)).hasMessageContaining("format version 2");
        assertThat(newer.files()).isEqualTo(with);
        assertThat(disk.files()).isEqualTo(before);
    }

    @Test
    void aForceThatFailsIsNotAcknowledgedAndNeverTrustedAgain() throws Exception {
        for (int seed = 0; seed < 40; seed++) {
            var disk = new SimDisk();
            var store = open(disk);
            store.append(batch(0));
            disk.failForces(1);
            assertThatThrownBy(() -> store.append(batch(1)))
                    .isInstanceOfSatisfying(
                            LiveException.class,
                            it -> assertThat(it.retryAfter()).isPresent());
            assertThat(store.status().trouble()).isPresent();
            store.append(batch(2));
            store.append(batch(1));
            assertThat(store.status().trouble()).isEmpty();
            disk.cutPower(new SplittableRandom(seed));
            assertThat(wholeBatches(open(disk))).isEqualTo(3);
        }
    }

    @Test
    void aProcessThatDiesAfterAFailedForceDoesNotTrustWhatIsOnlyInMemory() throws Exception {
        for (int seed = 0; seed < 40; seed++) {
            var disk = new SimDisk();
            var store = open(disk);
            store.append(batch(0));
            disk.failForces(1);
            assertThatThrownBy(() -> store.append(batch(1))).isInstanceOf(LiveException.class);
            disk.restart();
            var second = open(disk);
            second.append(batch(1));
            disk.cutPower(new SplittableRandom(seed));
            assertThat(wholeBatches(open(disk))).as("seed %d", seed).isEqualTo(2);
        }
    }

    @Test
    void aFullDiskRefusesBatchesAnswersQuestionsAndGoesOnByItself() throws Exception {
        var disk = new SimDisk();
        var store = EmbeddedStore.open(
                disk,
                FOLDER,
                new StoreSettings(
                        8_000,
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(5),
                        Duration.ofDays(7),
                        Duration.ofDays(30),
                        Duration.ofDays(60),
                        Duration.ofDays(365)),
                clock);
        for (int number = 0; number < 50; number++) {
            store.append(batch(number));
            store.upkeep();
        }
        var random = new SplittableRandom(7);
        int refused = 0;
        for (int number = 50; number < 200; number++) {
            disk.capacity(random.nextInt(3) == 0 ? Long.MAX_VALUE : disk.used() + random.nextInt(600));
            try {
                store.append(batch(number));
            } catch (LiveException e) {
                refused++;
                assertThat(e).hasMessageContaining("is full");
                assertThat(e.retryAfter()).contains(Duration.ofSeconds(5));
                assertThat(wholeBatches(store)).isEqualTo(number);
                store.upkeep();
                disk.capacity(Long.MAX_VALUE);
                store.append(batch(number));
            }
            store.upkeep();
        }
        assertThat(refused).isPositive();
        disk.capacity(Long.MAX_VALUE);
        store.upkeep();
        assertThat(store.status().trouble()).isEmpty();
        assertThat(wholeBatches(store)).isEqualTo(200);
        disk.cutPower(random);
        assertThat(wholeBatches(open(disk))).isEqualTo(200);
    }

    @Test
    void aStoreOpensForQuestionsOnAFullDisk() throws Exception {
        var disk = withLog(20);
        disk.restart();
        disk.capacity(disk.used() + 10);
        var store = open(disk);
        assertThat(wholeBatches(store)).isEqualTo(20);
        assertThat(store.status().trouble()).isPresent();
        assertThatThrownBy(() -> store.append(batch(20))).hasMessageContaining("is full");
        disk.capacity(Long.MAX_VALUE);
        store.append(batch(20));
        assertThat(wholeBatches(store)).isEqualTo(21);
    }
}
