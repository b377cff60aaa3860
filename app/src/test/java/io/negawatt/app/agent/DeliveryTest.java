package io.negawatt.app.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.app.live.Selection;
import io.negawatt.app.store.FaultyDisk;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Faults 13 to 16 and 18 of an agent, on virtual time: the same seed, the same course. */
class DeliveryTest {
    private static final long START = Sampled.START_MS;
    private static final long HOUR_MS = 3_600_000;
    private static final long BATCH_MS = 30_000;
    private static final long LIMIT = 4L << 20;

    /** An agent, its disk and its server in one thread. */
    private static final class World {
        final SplittableRandom random;
        final FaultyDisk disk = new FaultyDisk();
        final List<Message> log = new ArrayList<>();
        final FakeServer server;
        long nowMs = START;
        long agentOffsetMs;
        long gatheredToMs = START;
        long nextAttemptMs = START;
        Spool spool;
        Delivery delivery;

        World(long seed) throws IOException {
            random = new SplittableRandom(seed);
            server = new FakeServer(() -> nowMs);
            spool = open();
            delivery = delivery();
        }

        private Spool open() throws IOException {
            return Spool.open(disk, Sampled.FOLDER, LIMIT, "n1", this::instant, log::add);
        }

        private Instant instant() {
            return Instant.ofEpochMilli(nowMs + agentOffsetMs);
        }

        private Delivery delivery() {
            return new Delivery(spool, server, this::instant, random, log::add);
        }

        /** The agent is killed and started again. */
        void kill() throws IOException {
            spool = open();
            delivery = delivery();
            nextAttemptMs = nowMs;
        }

        void cutPower() throws IOException {
            disk.cutPower(random);
            kill();
        }

        /** The spool is as it was when these files were copied. */
        void restore(Map<Path, byte[]> backup) throws IOException {
            for (var file : Set.copyOf(disk.files())) {
                disk.delete(file);
            }
            backup.forEach(disk::put);
            kill();
        }

        Map<Path, byte[]> backup() {
            var files = new HashMap<Path, byte[]>();
            disk.files().forEach(it -> files.put(it, disk.bytes(it)));
            return files;
        }

        /** Gathers and delivers for a while. */
        void go(long forMs) throws IOException {
            for (long end = nowMs + forMs; nowMs < end; ) {
                nowMs += BATCH_MS;
                spool.append(Sampled.seconds(gatheredToMs + agentOffsetMs, (int) (BATCH_MS / 1000)), List.of());
                gatheredToMs += BATCH_MS;
                deliver();
            }
        }

        void deliver() {
            while (nowMs >= nextAttemptMs) {
                switch (delivery.step()) {
                    case DONE -> {}
                    case IDLE -> {
                        return;
                    }
                    case FAILED -> nextAttemptMs = nowMs + delivery.waitMs();
                }
            }
        }

        double storedJ() throws IOException {
            return Sampled.storedJ(server.store, START - 2 * HOUR_MS, gatheredToMs + 2 * HOUR_MS);
        }

        double gatheredJ() {
            return Sampled.joules(START + agentOffsetMs, gatheredToMs + agentOffsetMs);
        }

        void drain() {
            for (int i = 0; i < 10_000 && spool.status().waiting() > 0; i++) {
                nowMs += BATCH_MS;
                deliver();
            }
        }
    }

    @Test
    void a_day_without_a_server_and_thirty_kills_lose_nothing_and_repeat_nothing() throws IOException {
        for (int seed = 0; seed < 2; seed++) {
            var world = new World(seed);
            world.go(60_000);
            world.server.away = true;
            for (int kill = 0; kill < 30; kill++) {
                world.go(24 * HOUR_MS / 30 / BATCH_MS * BATCH_MS);
                world.server.loseAnswers = world.random.nextBoolean();
                world.server.away = world.random.nextInt(4) != 0;
                world.deliver();
                world.server.away = true;
                if (world.random.nextBoolean()) {
                    world.cutPower();
                } else {
                    world.kill();
                }
            }
            assertThat(world.spool.status().bytes()).isLessThan(LIMIT);
            world.server.away = false;
            world.server.loseAnswers = false;
            world.drain();

            assertThat(world.storedJ()).as("seed %d", seed).isEqualTo(world.gatheredJ());
            assertThat(world.server.identities).doesNotHaveDuplicates();
            assertThat(world.server.store.status().samplesStored()).isEqualTo((world.gatheredToMs - START) / 1000);
        }
    }

    @Test
    void an_answer_that_is_lost_makes_no_second_batch() throws IOException {
        var world = new World(1);
        world.server.loseAnswers = true;
        world.go(10 * 60_000);
        assertThat(world.server.store.status().batchesRepeated()).isPositive();
        world.server.loseAnswers = false;
        world.drain();
        assertThat(world.storedJ()).isEqualTo(world.gatheredJ());
    }

    @Test
    void a_spool_that_is_restored_from_a_backup_repeats_nothing() throws IOException {
        var world = new World(7);
        world.server.away = true;
        world.go(10 * 60_000);
        var backup = world.backup();
        world.server.away = false;
        world.go(10 * 60_000);
        world.drain();
        world.restore(backup);
        assertThat(world.spool.status().waiting()).isPositive();
        world.go(10 * 60_000);
        world.drain();
        assertThat(world.server.store.status().batchesRepeated()).isPositive();
        assertThat(world.storedJ()).isEqualTo(world.gatheredJ());
        assertThat(world.server.store.status().samplesStored()).isEqualTo((world.gatheredToMs - START) / 1000);
    }

    @Test
    void a_batch_that_is_too_large_is_split_and_not_dropped() throws IOException {
        var world = new World(2);
        world.server.mostBytes = 200;
        world.spool.append(Sampled.seconds(START, 3_600), List.of());
        world.gatheredToMs = START + HOUR_MS;
        world.deliver();
        assertThat(world.server.identities).hasSizeGreaterThan(4);
        assertThat(world.storedJ()).isEqualTo(world.gatheredJ());
    }

    @Test
    void parts_that_were_stored_are_known_again_at_the_next_attempt() throws IOException {
        var world = new World(3);
        world.server.mostBytes = 300;
        world.server.loseAnswers = true;
        world.spool.append(Sampled.seconds(START, 3_600), List.of());
        world.gatheredToMs = START + HOUR_MS;
        for (int i = 0; i < 5; i++) {
            world.deliver();
            world.nowMs = world.nextAttemptMs;
        }
        world.server.loseAnswers = false;
        world.drain();
        assertThat(world.storedJ()).isEqualTo(world.gatheredJ());
        assertThat(world.server.store.status().samplesStored()).isEqualTo(3_600);
    }

    @Test
    void a_batch_that_is_refused_is_given_up_but_never_all_of_them() throws IOException {
        var world = new World(4);
        world.go(60_000);
        world.server.refuse = true;
        world.go(HOUR_MS);
        assertThat(world.delivery.skipped()).isEqualTo(1);
        assertThat(world.spool.status().waiting()).isGreaterThan(100);
        world.server.refuse = false;
        world.drain();
        assertThat(world.gatheredJ() - world.storedJ()).isBetween(1.0, 200.0 * BATCH_MS / 1000);
    }

    @Test
    void attempts_become_rarer_and_come_by_chance() throws IOException {
        var world = new World(5);
        world.server.away = true;
        world.go(HOUR_MS);
        int requests = world.server.requests;
        assertThat(requests).isZero();
        assertThat(world.delivery.waitMs()).isBetween(30_000L, 60_000L);
        assertThat(world.log).hasSize(1);
    }

    @Test
    void samples_of_a_clock_that_is_wrong_land_in_the_right_hour() throws IOException {
        var world = new World(6);
        world.agentOffsetMs = 10 * 60_000;
        world.server.away = true;
        world.kill();
        world.go(HOUR_MS);
        world.server.away = false;
        world.drain();
        assertThat(world.storedJ()).isCloseTo(world.gatheredJ(), within(1e-6));
        var latest = world.server.store.latest(Selection.ALL).getFirst();
        assertThat(latest.timeMs()).isCloseTo(world.gatheredToMs, within(1_100L));
    }
}
