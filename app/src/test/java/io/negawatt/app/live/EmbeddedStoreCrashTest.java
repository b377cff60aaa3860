package io.negawatt.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A day of a store on a disk that crashes at every single call: before it, after it, half-way through it, with and without a power
 * cut. What was acknowledged is there, what was not is there as a whole or not at all, and nothing is there twice.
 */
class EmbeddedStoreCrashTest {
    private static final boolean LONG = "long".equals(System.getProperty("negawatt.faults"));
    private static final Path FOLDER = Path.of("/store");
    private static final long HOUR = StoredFile.HOUR_MS;

    /** Everything is due early, so that a day sorts, merges, sums up and gives up many times. */
    private static final StoreSettings SETTINGS = new StoreSettings(
            3_000,
            Duration.ofMinutes(30),
            Duration.ofMinutes(5),
            Duration.ofHours(8),
            Duration.ofHours(12),
            Duration.ofHours(40),
            Duration.ofHours(400));

    /** A scripted day, and who looks at it. */
    private static final class Day {
        private final SimDisk disk = new SimDisk();
        private final List<Batch> acknowledged = new ArrayList<>();
        private Optional<Batch> inFlight = Optional.empty();
        private long nowMs = SampleBatches.START_MS;
        private final InstantSource clock = () -> Instant.ofEpochMilli(nowMs);

        void run(int batches) throws LiveException {
            var store = EmbeddedStore.open(disk, FOLDER, SETTINGS, clock);
            var random = new SplittableRandom(17);
            for (int i = 0; i < batches; i++) {
                nowMs += 600_000 + random.nextInt(600_000);
                long late = random.nextInt(5) == 0 ? random.nextLong(4 * HOUR) : 0;
                send(store, SampleBatches.random(random, "agent", i, nowMs - 200_000 - late));
                store.upkeep();
                if (i % 20 == 19) {
                    store.close();
                    store = EmbeddedStore.open(disk, FOLDER, SETTINGS, clock);
                }
            }
            store.close();
        }

        private void send(EmbeddedStore store, Batch batch) throws LiveException {
            inFlight = Optional.of(batch);
            store.append(batch);
            acknowledged.add(batch);
            inFlight = Optional.empty();
        }
    }

    /** {@return the samples that a store holds after these batches} */
    private static Map<Series, TreeMap<Long, Double>> samplesOf(List<Batch> batches, long fromMs) throws LiveException {
        var model = new MemoryStore();
        batches.forEach(model::append);
        var samples = StoreAnswers.samples(model);
        samples.values().forEach(row -> row.headMap(fromMs).clear());
        samples.values().removeIf(TreeMap::isEmpty);
        return samples;
    }

    private static void check(SimDisk disk, Day day) throws LiveException {
        var store = EmbeddedStore.open(disk, FOLDER, SETTINGS, day.clock);
        // Of hours that may be given up by now, only sums are sure.
        long fromMs = (StoredFile.hourOf(day.nowMs) - 8) * HOUR;
        checkSamples(store, day, fromMs);
        store.upkeep();
        assertThat(store.status().trouble()).isEmpty();
        checkSamples(store, day, fromMs);
        if (day.inFlight.isPresent()) {
            store.append(day.inFlight.get());
        }
        checkSums(store, day);
    }

    private static void checkSamples(LiveStore store, Day day, long fromMs) throws LiveException {
        var with = new ArrayList<>(day.acknowledged);
        day.inFlight.ifPresent(with::add);
        var samples = StoreAnswers.samples(store);
        samples.values().forEach(row -> row.headMap(fromMs).clear());
        samples.values().removeIf(TreeMap::isEmpty);
        assertThat(samples).isIn(samplesOf(day.acknowledged, fromMs), samplesOf(with, fromMs));
        assertThat(store.status().damaged()).isNotNegative();
    }

    /** Joules by hour are those of all batches, to the last millionth, whether from samples or from sums. */
    private static void checkSums(LiveStore store, Day day) throws LiveException {
        var model = new MemoryStore();
        day.acknowledged.forEach(model::append);
        day.inFlight.ifPresent(model::append);
        var window = new Window(SampleBatches.START_MS - 24 * HOUR, day.nowMs + HOUR, HOUR);
        assertThat(StoreAnswers.sums(store, window)).isEqualTo(StoreAnswers.sums(model, window));
    }

    @Test
    void whereverItCrashesNothingAcknowledgedIsLostAndNothingIsTwice() throws Exception {
        var day = new Day();
        int every = LONG ? 1 : 17;
        int[] checked = new int[1];
        day.disk.watch(() -> {
            if (day.disk.calls() > 3 && day.disk.calls() % every == 0) {
                checked[0]++;
                checkForks(day);
            }
        });
        day.run(120);
        System.out.printf("crashed at %d of %d calls of the disk%n", checked[0], day.disk.calls());
        assertThat(day.disk.calls()).isGreaterThan(1_000);
        assertThat(checked[0]).isGreaterThan(day.disk.calls() / every - 10);
    }

    private static void checkForks(Day day) {
        try {
            check(day.disk.fork(), day);
            var cut = day.disk.fork();
            cut.cutPower(new SplittableRandom(day.disk.calls()));
            check(cut, day);
        } catch (LiveException e) {
            throw new AssertionError("at call " + day.disk.calls(), e);
        }
    }

    @Test
    void aCallThatIsDoneByHalfIsAsIfItWereNot() throws Exception {
        var whole = new Day();
        whole.run(40);
        int every = LONG ? 1 : 37;
        for (int call = 4; call < whole.disk.calls(); call += every) {
            for (var crash : List.of(SimDisk.Crash.HALF_WAY, SimDisk.Crash.AFTER)) {
                var day = new Day();
                day.disk.crashAt(call, crash);
                runToCrash(day);
                assertThat(day.disk.crashed()).isTrue();
                if (call % 2 == 0) {
                    day.disk.cutPower(new SplittableRandom(call));
                } else {
                    day.disk.restart();
                }
                check(day.disk, day);
            }
        }
    }

    private static void runToCrash(Day day) {
        try {
            day.run(40);
        } catch (LiveException died) {
            assertThat(day.disk.crashed()).isTrue();
        }
    }
}
