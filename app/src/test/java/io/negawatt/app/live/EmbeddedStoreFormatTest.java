package io.negawatt.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A folder that the first version of the format wrote, kept as it was: every later program reads it to the last sample. It is made
 * anew with {@code -Dnegawatt.golden.update=true}, which is right only as long as no release has written that version.
 */
class EmbeddedStoreFormatTest {
    private static final Path GOLDEN = Path.of("src/test/resources/io/negawatt/app/live/format-1");
    private static final Path FOLDER = Path.of("/store");
    private static final long HOUR = StoredFile.HOUR_MS;
    private static final int BATCHES = 60;

    private static final StoreSettings SETTINGS = new StoreSettings(
            3_000,
            Duration.ofMinutes(30),
            Duration.ofMinutes(5),
            Duration.ofHours(6),
            Duration.ofHours(9),
            Duration.ofHours(400),
            Duration.ofHours(4_000));

    private final SplittableRandom random = new SplittableRandom(5);
    private final List<Batch> batches = new ArrayList<>();
    private long nowMs = SampleBatches.START_MS;
    private final InstantSource clock = () -> Instant.ofEpochMilli(nowMs);

    private Batch next() {
        nowMs += 600_000 + random.nextInt(300_000);
        long late = random.nextInt(5) == 0 ? random.nextLong(3 * HOUR) : 0;
        batches.add(SampleBatches.random(random, "agent", batches.size(), nowMs - 200_000 - late));
        return batches.getLast();
    }

    /** Sums of every kind, single samples, gaps, and a log that no file has yet: the store is not closed. */
    private SimDisk write() throws IOException {
        var disk = new SimDisk();
        var store = EmbeddedStore.open(disk, FOLDER, SETTINGS, clock);
        for (int i = 0; i < BATCHES; i++) {
            store.append(next());
            if (i < BATCHES - 3) {
                store.upkeep();
            }
        }
        disk.restart();
        return disk;
    }

    private SimDisk golden() throws IOException {
        var disk = new SimDisk();
        disk.createFolder(FOLDER);
        try (var files = Files.list(GOLDEN)) {
            for (var file : files.toList()) {
                disk.put(FOLDER.resolve(file.getFileName().toString()), Files.readAllBytes(file));
            }
        }
        for (int i = 0; i < BATCHES; i++) {
            next();
        }
        return disk;
    }

    private static Map<Series, TreeMap<Long, Double>> since(LiveStore store, long fromMs) throws LiveException {
        var samples = StoreAnswers.samples(store);
        samples.values().forEach(row -> row.headMap(fromMs).clear());
        samples.values().removeIf(TreeMap::isEmpty);
        return samples;
    }

    private static void save(SimDisk disk) throws IOException {
        Files.createDirectories(GOLDEN);
        try (var files = Files.list(GOLDEN)) {
            for (var old : files.toList()) {
                Files.delete(old);
            }
        }
        for (var file : disk.files()) {
            Files.write(GOLDEN.resolve(file.getFileName().toString()), disk.bytes(file));
        }
    }

    @Test
    void aFolderOfTheFirstVersionIsReadToTheLastSample() throws Exception {
        if (Boolean.getBoolean("negawatt.golden.update")) {
            save(new EmbeddedStoreFormatTest().write());
        }
        var disk = golden();
        for (var kind : List.of(
                FileKind.RAW,
                FileKind.SECOND,
                FileKind.MINUTE,
                FileKind.HOUR,
                FileKind.GAPS,
                FileKind.WAL,
                FileKind.SERIES)) {
            assertThat(disk.files())
                    .as("the folder holds every kind")
                    .anyMatch(it -> it.getFileName().toString().startsWith(kind.prefix()));
        }
        var model = new MemoryStore();
        batches.forEach(model::append);
        var store = EmbeddedStore.open(disk, FOLDER, SETTINGS, clock);
        assertThat(store.status().damaged()).isZero();
        long keptMs = (StoredFile.hourOf(nowMs) - 6) * HOUR;
        assertThat(since(store, keptMs)).isNotEmpty().isEqualTo(since(model, keptMs));
        var window = new Window(SampleBatches.START_MS - 24 * HOUR, nowMs + HOUR, HOUR);
        assertThat(StoreAnswers.sums(store, window)).isNotEmpty().isEqualTo(StoreAnswers.sums(model, window));
        assertThat(store.gaps(Selection.ALL, 0, nowMs)).isEqualTo(model.gaps(Selection.ALL, 0, nowMs));
        for (var batch : batches) {
            assertThat(store.append(batch).repeated()).isTrue();
        }
        store.append(next());
        store.upkeep();
        model.append(batches.getLast());
        assertThat(StoreAnswers.sums(store, window)).isEqualTo(StoreAnswers.sums(model, window));
    }

    @Test
    void aFolderOfALaterVersionIsRefusedAndNothingInItChanges() throws Exception {
        var disk = golden();
        byte[] record = {0, 0, 0, 0, 0, 0, 0, 0, 6, 2};
        RecordFile.seal(record, record.length);
        disk.put(Manifest.path(FOLDER), RecordFile.whole(record, 2));
        var before = new TreeMap<Path, byte[]>();
        for (var file : disk.files()) {
            before.put(file, disk.bytes(file));
        }
        assertThatThrownBy(() -> EmbeddedStore.open(disk, FOLDER, SETTINGS, clock))
                .hasMessageContaining("format version 2");
        assertThat(disk.files()).containsExactlyInAnyOrderElementsOf(before.keySet());
        before.forEach((file, bytes) -> assertThat(disk.bytes(file)).isEqualTo(bytes));
    }
}
