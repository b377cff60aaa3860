package io.negawatt.app.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.BatchCodec;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.EmbeddedStore;
import io.negawatt.app.live.LiveException;
import io.negawatt.app.live.Measure;
import io.negawatt.app.live.Selection;
import io.negawatt.app.live.Series;
import io.negawatt.app.live.SimDisk;
import io.negawatt.app.live.StoreSettings;
import io.negawatt.app.store.FaultyDisk;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Agents with their real spools and deliveries, and a server with its real store, in one thread on virtual time: requests and answers are
 * lost, batches are too large, processes die, power fails, disks are full, fail and do not force. Once all is well again the server has
 * every sample that a spool took, once and with its value. To see one world again, run this with {@code -Dnegawatt.seed=NUMBER}.
 */
class DeliverySimulationTest {
    private static final int WORLDS = "long".equals(System.getProperty("negawatt.faults")) ? 10_000 : 250;
    private static final int AGENTS = 3;
    private static final int TICKS = 40;
    private static final long START = Sampled.START_MS;

    private static final Duration KEPT = Duration.ofDays(30);

    /** What has to happen in some of the worlds, or they prove nothing. */
    private int crashes;

    private int refusals;
    private int splits;
    private int deaths;

    private final class World {
        private final SplittableRandom random;
        private final SimDisk disk = new SimDisk();
        private final StoreSettings settings;
        private final List<Node> nodes = new ArrayList<>();
        private Optional<EmbeddedStore> store = Optional.empty();
        private boolean faulty = true;
        private int mostBytes = Integer.MAX_VALUE;
        private long nowMs = START;

        World(long seed) throws IOException {
            random = new SplittableRandom(seed);
            settings = new StoreSettings(
                    500 + random.nextInt(4_000),
                    Duration.ofMinutes(1 + random.nextInt(20)),
                    Duration.ofMinutes(2),
                    KEPT,
                    KEPT.multipliedBy(2),
                    KEPT.multipliedBy(3),
                    KEPT.multipliedBy(4));
            for (int i = 0; i < AGENTS; i++) {
                nodes.add(new Node(this, i));
            }
        }

        private Instant instant() {
            return Instant.ofEpochMilli(nowMs);
        }

        private boolean chance(int inAThousand) {
            return faulty && random.nextInt(1_000) < inAThousand;
        }

        void run() throws IOException {
            for (int tick = 0; tick < TICKS; tick++) {
                serverFaults();
                tick();
            }
            faulty = false;
            mostBytes = Integer.MAX_VALUE;
            disk.capacity(Long.MAX_VALUE);
            disk.failForces(0);
            for (int tick = 0; tick < 500 && !healed(); tick++) {
                tick();
            }
            assertThat(healed()).as("it heals").isTrue();
        }

        private boolean healed() {
            return store.isPresent()
                    && nodes.stream().allMatch(it -> it.spool.status().waiting() == 0);
        }

        private void tick() throws IOException {
            nowMs += 10_000 + random.nextInt(random.nextInt(20) == 0 ? 900_000 : 20_000);
            if (store.isEmpty() && !chance(300)) {
                open();
            }
            for (var node : nodes) {
                node.live();
            }
            if (store.isPresent() && random.nextInt(3) == 0) {
                store.get().upkeep();
                noticeCrash();
            }
        }

        private void open() {
            try {
                store = Optional.of(EmbeddedStore.open(disk, Path.of("/store"), settings, this::instant));
            } catch (LiveException e) {
                noticeCrash();
            }
        }

        private void serverFaults() {
            if (chance(60)) {
                disk.crashAt(disk.calls() + random.nextInt(60), SimDisk.Crash.values()[random.nextInt(3)]);
            }
            if (chance(40)) {
                crash(true);
            }
            disk.capacity(chance(100) ? disk.used() + random.nextInt(3_000) : Long.MAX_VALUE);
            if (chance(60)) {
                disk.failForces(1 + random.nextInt(3));
            }
            mostBytes = chance(200) ? 130 + random.nextInt(100) : Integer.MAX_VALUE;
        }

        private boolean noticeCrash() {
            boolean crashed = disk.crashed();
            if (crashed) {
                crash(random.nextBoolean());
            }
            return crashed;
        }

        private void crash(boolean power) {
            crashes++;
            store = Optional.empty();
            if (power) {
                disk.cutPower(random);
            } else {
                disk.restart();
            }
        }

        Uplink.Outcome receive(byte[] bytes) {
            if (store.isEmpty() || chance(100)) {
                return away(Optional.empty());
            }
            if (bytes.length > mostBytes) {
                splits++;
                return new Uplink.Outcome.TooLarge();
            }
            try {
                store.get().append(BatchCodec.decode(bytes));
            } catch (LiveException e) {
                refusals++;
                return away(noticeCrash() ? Optional.empty() : e.retryAfter());
            }
            return noticeCrash() || chance(100) ? away(Optional.empty()) : new Uplink.Outcome.Stored();
        }

        private static Uplink.Outcome away(Optional<Duration> retryAfter) {
            return new Uplink.Outcome.Unknown(Message.of("agent.server.away", "server", "away"), retryAfter);
        }
    }

    /** An agent on its host. */
    private final class Node implements Uplink {
        private final World world;
        private final FaultyDisk disk = new FaultyDisk();
        private final Series series;
        private final TreeMap<Long, Double> taken = new TreeMap<>();
        private long measuredToMs = START;
        private long nextAttemptMs = START;
        private Spool spool;
        private Delivery delivery;

        Node(World world, int number) throws IOException {
            this.world = world;
            this.series = Series.of(
                    Names.ENERGY, Measure.USE, "J", 1_000, Map.of(Names.NODE, "n" + number, Names.CHANNEL, "node"));
            this.spool = open();
            this.delivery = delivery();
        }

        private Spool open() throws IOException {
            return Spool.open(
                    disk,
                    Sampled.FOLDER,
                    4L << 20,
                    series.labels().getOrDefault(Names.NODE, ""),
                    world::instant,
                    _ -> {});
        }

        private Delivery delivery() {
            return new Delivery(spool, this, world::instant, world.random, _ -> {});
        }

        void live() throws IOException {
            die();
            if (world.faulty) {
                measure();
            }
            while (world.nowMs >= nextAttemptMs) {
                switch (delivery.step()) {
                    case DONE -> {}
                    case IDLE -> {
                        return;
                    }
                    case FAILED -> nextAttemptMs = world.nowMs + delivery.waitMs();
                }
            }
        }

        private void die() throws IOException {
            if (world.chance(40)) {
                deaths++;
                if (world.random.nextBoolean()) {
                    disk.cutPower(world.random);
                }
                spool = started();
                delivery = delivery();
                nextAttemptMs = world.nowMs;
            }
        }

        /** An agent whose disk fails when it starts is started again. */
        private Spool started() throws IOException {
            for (int attempt = 0; ; attempt++) {
                try {
                    return open();
                } catch (IOException e) {
                    if (attempt == 20) {
                        throw e;
                    }
                }
            }
        }

        /** What the spool could not take is given to it again, as the agent does. */
        private void measure() {
            int seconds = 1 + world.random.nextInt(world.random.nextInt(4) == 0 ? 300 : 10);
            var times = new long[seconds];
            var values = new double[seconds];
            for (int i = 0; i < seconds; i++) {
                times[i] = measuredToMs + 1_000L * (i + 1);
                values[i] = Sampled.joules(times[i]);
            }
            if (world.chance(60)) {
                int call = disk.calls() + world.random.nextInt(4);
                disk.failing(
                        call,
                        call + 1,
                        FaultyDisk.Fault.values()[world.random.nextInt(FaultyDisk.Fault.values().length)]);
            }
            for (int attempt = 0; ; attempt++) {
                try {
                    spool.append(List.of(new Column(series, times, values)), List.of());
                    break;
                } catch (IOException e) {
                    assertThat(attempt).isLessThan(20);
                }
            }
            for (int i = 0; i < seconds; i++) {
                taken.put(times[i], values[i]);
            }
            measuredToMs = Math.max(times[seconds - 1], world.nowMs - world.nowMs % 1_000);
        }

        @Override
        public Reply send(byte[] batch) {
            return said(world.receive(batch));
        }

        @Override
        public Reply greet() {
            return said(world.store.isEmpty() ? World.away(Optional.empty()) : new Outcome.Stored());
        }

        private Reply said(Outcome outcome) {
            boolean answered = !(outcome instanceof Outcome.Unknown);
            return new Reply(outcome, answered ? OptionalLong.of(world.nowMs / 1_000 * 1_000) : OptionalLong.empty());
        }
    }

    @Test
    void inEveryWorldTheServerHasEverySampleOnce() throws Exception {
        var only = Optional.ofNullable(Long.getLong("negawatt.seed"));
        long from = only.orElse(0L);
        long to = only.map(it -> it + 1).orElse((long) WORLDS);
        for (long seed = from; seed < to; seed++) {
            try {
                check(new World(seed));
            } catch (AssertionError | IOException | RuntimeException e) {
                throw new AssertionError("world " + seed, e);
            }
        }
        System.out.printf(
                "%d worlds: %d crashes of the server, %d deaths of agents, %d refusals, %d batches too large%n",
                to - from, crashes, deaths, refusals, splits);
        if (only.isEmpty()) {
            assertThat(List.of(crashes, deaths, refusals, splits)).allMatch(it -> it > WORLDS / 4);
        }
    }

    /** The store began no log at its start, then sorted what it had, and said of a batch that no disk held that it was there. */
    @Test
    void aWorldThatOnceLostABatchKeepsIt() throws IOException {
        check(new World(4084));
    }

    private static void check(World world) throws IOException {
        world.run();
        for (var node : world.nodes) {
            var stored = new TreeMap<Long, Double>();
            var store = world.store.orElseThrow();
            var selection = new Selection(Optional.empty(), Optional.of(Names.ENERGY), List.of());
            store.samples(selection, 0, Long.MAX_VALUE, column -> {
                if (column.series().equals(node.series)) {
                    for (int i = 0; i < column.size(); i++) {
                        assertThat(stored.put(column.timesMs()[i], column.values()[i]))
                                .isNull();
                    }
                }
            });
            assertThat(difference(node.taken, stored)).as("missing").isEmpty();
            assertThat(difference(stored, node.taken)).as("too much").isEmpty();
        }
    }

    private static List<Map.Entry<Long, Double>> difference(TreeMap<Long, Double> one, TreeMap<Long, Double> other) {
        return one.entrySet().stream()
                .filter(it -> !it.getValue().equals(other.get(it.getKey())))
                .limit(20)
                .toList();
    }
}
