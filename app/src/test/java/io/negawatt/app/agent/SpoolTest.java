package io.negawatt.app.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.app.live.Batch;
import io.negawatt.app.live.BatchCodec;
import io.negawatt.app.live.MemoryStore;
import io.negawatt.app.store.Disk;
import io.negawatt.app.store.FaultyDisk;
import io.negawatt.core.text.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final long START = Sampled.START_MS;
    private static final int SECONDS = 10;
    private static final long SMALL = 64 << 10;

    private static void fill(Spool spool, int fromBatch, int batches) throws IOException {
        for (int i = fromBatch; i < fromBatch + batches; i++) {
            spool.append(Sampled.seconds(START + i * SECONDS * 1000L, SECONDS), List.of());
        }
    }

    private static List<Batch> drain(Spool spool) throws IOException {
        var all = new ArrayList<Batch>();
        for (var next = spool.next(); next.isPresent(); next = spool.next()) {
            all.add(BatchCodec.decode(next.get().batch()));
            spool.done(next.get());
        }
        return all;
    }

    private static List<Long> firstTimes(List<Batch> batches) {
        return batches.stream().map(it -> it.columns().getFirst().timesMs()[0]).toList();
    }

    @Test
    void batches_come_out_in_order_across_restarts_and_once() throws IOException {
        var disk = new FaultyDisk();
        var first = Sampled.open(disk, 1 << 20, START);
        fill(first, 0, 3);
        first.done(first.next().orElseThrow());
        first.close();
        var second = Sampled.open(disk, 1 << 20, START);
        fill(second, 3, 2);

        assertThat(second.epoch()).isGreaterThan(first.epoch());
        assertThat(second.status().waiting()).isEqualTo(4);
        var all = drain(second);
        assertThat(firstTimes(all)).containsExactly(START + 11_000, START + 21_000, START + 31_000, START + 41_000);
        assertThat(all.stream().map(it -> it.epoch() == first.epoch() ? 1 : 2)).containsExactly(1, 1, 2, 2);
        assertThat(all.stream().map(Batch::sequence)).containsExactly(1L, 2L, 0L, 1L);
        assertThat(drain(Sampled.open(disk, 1 << 20, START))).isEmpty();
    }

    @Test
    void a_damaged_record_costs_itself_alone() throws IOException {
        var disk = new FaultyDisk();
        var spool = Sampled.open(disk, 1 << 20, START);
        fill(spool, 0, 5);
        spool.close();
        var file = disk.files().stream()
                .filter(it -> it.toString().endsWith(SpoolFile.SAMPLES))
                .findFirst()
                .orElseThrow();
        byte[] whole = disk.bytes(file);
        for (int at = 0; at < whole.length; at += 7) {
            byte[] bytes = whole.clone();
            bytes[at] ^= 0x10;
            disk.put(file, bytes);
            var damaged = new FaultyDisk();
            damaged.put(file, bytes);
            var again = Sampled.open(damaged, 1 << 20, START);
            assertThat(again.status().damagedBytes()).isPositive();
            assertThat(drain(again)).hasSize(4);
        }
    }

    @Test
    void a_torn_end_costs_the_last_record_alone() throws IOException {
        var disk = new FaultyDisk();
        var spool = Sampled.open(disk, 1 << 20, START);
        fill(spool, 0, 2);
        var file = disk.files().stream()
                .filter(it -> it.toString().endsWith(SpoolFile.SAMPLES))
                .findFirst()
                .orElseThrow();
        byte[] whole = disk.bytes(file);
        for (int length = 0; length < whole.length; length++) {
            var torn = new FaultyDisk();
            torn.put(file, java.util.Arrays.copyOf(whole, length));
            var again = Sampled.open(torn, 1 << 20, START);
            fill(again, 7, 1);
            assertThat(firstTimes(drain(again))).endsWith(START + 71_000).hasSizeBetween(1, 2);
        }
    }

    @Test
    void a_full_spool_keeps_the_energy_and_the_batch_in_front() throws IOException {
        var disk = new FaultyDisk();
        var spool = Sampled.open(disk, SMALL, START);
        int batches = 300;
        for (int i = 0; i < batches; i++) {
            spool.append(Sampled.seconds(START + i * 600_000L, 600), List.of());
        }
        var status = spool.status();
        assertThat(status.bytes()).isLessThanOrEqualTo(SMALL);
        assertThat(status.droppedSamples()).isPositive();

        var store = new MemoryStore();
        var all = drain(spool);
        all.forEach(store::append);
        assertThat(all.getFirst().columns()).hasSize(1);
        assertThat(all.get(1).columns()).isEmpty();
        assertThat(all.get(1).gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.reason().key()).isEqualTo(LostSamples.REASON);
            assertThat(gap.reason().args()).containsExactly(Long.toString(status.droppedSamples()));
            assertThat(gap.fromMs()).isEqualTo(START + 600_000);
        });
        long end = START + batches * 600_000L;
        assertThat(Sampled.storedJ(store, START, end)).isCloseTo(Sampled.joules(START, end), within(0.01));
        long samples = all.stream().mapToLong(Batch::samples).sum();
        assertThat(samples + status.droppedSamples()).isEqualTo(batches * 600L);
    }

    @Test
    void a_spool_that_was_full_survives_the_power_cut_at_any_time() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            var random = new SplittableRandom(seed);
            var disk = new FaultyDisk();
            int batches = 0;
            for (int life = 0; life < 4; life++) {
                var spool = Sampled.open(disk, SMALL, START + life);
                int until = batches + 40 + random.nextInt(80);
                for (; batches < until; batches++) {
                    spool.append(Sampled.seconds(START + batches * 600_000L, 600), List.of());
                }
                disk.cutPower(random);
            }
            var store = new MemoryStore();
            drain(Sampled.open(disk, SMALL, START + 9)).forEach(store::append);
            long end = START + batches * 600_000L;
            assertThat(Sampled.storedJ(store, START, end))
                    .as("seed %d", seed)
                    .isCloseTo(Sampled.joules(START, end), within(1.0));
        }
    }

    @Test
    void a_disk_that_fails_at_any_call_loses_nothing_that_was_taken() throws IOException {
        for (var fault : FaultyDisk.Fault.values()) {
            for (int call = 0; call < 60; call++) {
                failAt(call, fault);
            }
        }
    }

    private static void failAt(int call, FaultyDisk.Fault fault) throws IOException {
        var disk = new FaultyDisk();
        var spool = Sampled.open(disk, 1 << 20, START);
        disk.failing(disk.calls() + call, disk.calls() + call + 1, fault);
        var store = new MemoryStore();
        int done = 0;
        while (done < 8) {
            try {
                fill(spool, done, 1);
                done++;
                if (done % 3 == 0) {
                    var next = spool.next().orElseThrow();
                    store.append(BatchCodec.decode(next.batch()));
                    spool.done(next);
                }
            } catch (IOException e) {
                assertThat(e).hasMessage("No space left on device");
            }
        }
        disk.failing(Integer.MAX_VALUE, Integer.MAX_VALUE, fault).cutPower(new SplittableRandom(call));
        drain(Sampled.open(disk, 1 << 20, START)).forEach(store::append);
        long end = START + 8 * SECONDS * 1000L;
        assertThat(Sampled.storedJ(store, START, end))
                .as("call %d %s", call, fault)
                .isEqualTo(Sampled.joules(START, end));
    }

    @Test
    void two_agents_do_not_share_a_spool(@TempDir Path folder) throws IOException {
        var clock = java.time.InstantSource.fixed(Instant.ofEpochMilli(START));
        try (var spool = Spool.open(Disk.LOCAL, folder.resolve("s"), 1 << 20, "n1", clock, _ -> {})) {
            assertThat(spool.epoch()).isEqualTo(START);
            assertThatThrownBy(() -> Spool.open(Disk.LOCAL, folder.resolve("s"), 1 << 20, "n1", clock, _ -> {}))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("Another agent");
        }
    }
}
