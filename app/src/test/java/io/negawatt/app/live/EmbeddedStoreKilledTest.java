package io.negawatt.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.store.Disk;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with four writers is killed by {@code kill -9} at any moment: whatever it acknowledged is there, whole, and once. */
class EmbeddedStoreKilledTest {
    private static final int ROUNDS =
            System.getProperty("negawatt.faults", "short").equals("long") ? 200 : 3;

    private static final int DEVICES = 50;
    private static final int STEPS = 20;
    private static final InstantSource CLOCK = () -> Instant.ofEpochMilli(SampleBatches.START_MS + 86_400_000);

    /** Small, so that files are sorted while the process is killed. */
    private static final StoreSettings SETTINGS = new StoreSettings(
            1 << 18,
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofDays(60),
            Duration.ofDays(365));

    @TempDir
    private Path home;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNoProcess() {
        started.forEach(Process::destroyForcibly);
    }

    private static Batch batch(int round, int writer, long sequence) {
        long fromMs = SampleBatches.START_MS + round * 300_000L + sequence * STEPS * 1_000L;
        var steady = SampleBatches.steady("agent" + writer, sequence, writer * DEVICES, DEVICES, fromMs, STEPS);
        return new Batch(steady.source(), round, sequence, steady.columns(), List.of());
    }

    /** Appends batches with four writers and says the number of each once it is acknowledged; sorts files meanwhile. */
    static final class Writer {
        public static void main(String[] args) throws Exception {
            int round = Integer.parseInt(args[1]);
            var store = EmbeddedStore.open(Disk.LOCAL, Path.of(args[0]), SETTINGS, CLOCK);
            System.out.println("ready");
            for (int i = 0; i < 4; i++) {
                int writer = i;
                Thread.ofPlatform().start(() -> write(store, round, writer));
            }
            while (true) {
                store.upkeep();
            }
        }

        private static void write(EmbeddedStore store, int round, int writer) {
            try {
                for (long sequence = 0; ; sequence++) {
                    store.append(batch(round, writer, sequence % 10_000));
                    System.out.println(writer + " " + sequence);
                }
            } catch (LiveException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Process start(int round) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        home.resolve("live").toString(),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        return process;
    }

    @Test
    void aKilledStoreLosesNothingThatItAcknowledged() throws Exception {
        var random = new Random(11);
        var readyMs = new ArrayList<Double>();
        long acknowledged = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var process = start(round);
            var said = process.inputReader();
            assertThat(said.readLine()).isEqualTo("ready");
            var acked = read(said, 1 + random.nextInt(60));
            process.toHandle().destroyForcibly();
            acked.addAll(read(said, Integer.MAX_VALUE));
            process.waitFor();
            long began = System.nanoTime();
            try (var store = EmbeddedStore.open(Disk.LOCAL, home.resolve("live"), SETTINGS, CLOCK)) {
                readyMs.add((System.nanoTime() - began) * 1e-6);
                check(store, round, acked);
                assertThat(store.status().damaged()).isLessThan(RecordFile.MOST_PAYLOAD);
            }
            acknowledged += acked.size();
        }
        readyMs.sort(null);
        System.out.printf(
                "%d kills, %d batches acknowledged, ready again in %.0f ms at the median and %.0f ms at most%n",
                ROUNDS, acknowledged, readyMs.get(ROUNDS / 2), readyMs.getLast());
    }

    private static Set<String> read(BufferedReader lines, int most) throws IOException {
        var read = new HashSet<String>();
        while (read.size() < most) {
            String line = lines.readLine();
            if (line == null) {
                break;
            }
            read.add(line);
        }
        return read;
    }

    private static void check(LiveStore store, int round, Set<String> acked) throws LiveException {
        var rows = StoreAnswers.samples(store);
        for (String one : acked) {
            String[] parts = one.split(" ");
            var batch = batch(round, Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
            for (var column : batch.columns()) {
                var row = rows.getOrDefault(column.series(), new TreeMap<>());
                for (int i = 0; i < column.size(); i++) {
                    assertThat(row).containsEntry(column.timesMs()[i], column.values()[i]);
                }
            }
            assertThat(store.append(batch).repeated()).isTrue();
        }
    }
}
