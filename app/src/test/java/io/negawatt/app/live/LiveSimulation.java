package io.negawatt.app.live;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A server with its store, its agents and the network between them, in one thread on virtual time, from a seed. Requests and answers are
 * lost, delayed, doubled and overtake each other; the server's process dies, its power fails, its disk is full or does not force;
 * agents die too. After a time of faults comes one without, in which all must heal.
 *
 * <p>What an agent does and what stands between the network and the store are parameters, so that others can put theirs in.
 */
public final class LiveSimulation {
    static final Path FOLDER = Path.of("/store");

    /** What the simulated world does next is drawn from these parts in a thousand at each tick. */
    private static final int CRASH = 4;

    private static final int POWER_CUT = 3;
    private static final int FULL_DISK = 6;
    private static final int FAILED_FORCE = 6;
    private static final int AGENT_DEATH = 10;

    private static final int LOST = 100;
    private static final int DOUBLED = 50;

    /** An agent: it hands over what it wants to send, and hears what became of it, or does not. */
    public interface Agent {
        /** {@return what to send now; empty where it waits} */
        Optional<byte[]> send(long nowMs);

        /** Hears the answer to a request. */
        void answered(byte[] request, Answer answer, long nowMs);

        /** Measures, while the world is not yet healing. */
        void measure(long nowMs);

        /** Its process dies and starts again. */
        void restart(long nowMs);

        /** {@return whether all that it measured is acknowledged} */
        boolean done();
    }

    /** What the server says. */
    public enum Answer {
        STORED,
        TRY_AGAIN,
        REFUSED
    }

    /** What stands between the network and the store. */
    public interface Door {
        /** {@return the answer to a request} */
        Answer receive(LiveStore store, byte[] request);
    }

    private record Message(long atMs, int agent, byte[] body, Optional<Answer> answer) {}

    private final SplittableRandom random;
    private final SimDisk disk = new SimDisk();
    private final List<Agent> agents;
    private final Door door;
    private final StoreSettings settings;
    private final InstantSource clock = () -> Instant.ofEpochMilli(this.nowMs);
    private final List<Message> network = new ArrayList<>();
    private Optional<EmbeddedStore> store = Optional.empty();
    private long nowMs = SampleBatches.START_MS;
    private long fullUntilMs;
    private int crashes;
    private int refusals;

    /** Makes a world; the same seed makes the same. */
    public LiveSimulation(long seed, List<Agent> agents, Door door) {
        this.random = new SplittableRandom(seed);
        this.agents = agents;
        this.door = door;
        this.settings = new StoreSettings(
                500 + random.nextInt(4_000),
                Duration.ofMinutes(1 + random.nextInt(30)),
                Duration.ofMinutes(2),
                Duration.ofHours(24),
                Duration.ofHours(48),
                Duration.ofDays(60),
                Duration.ofDays(365));
    }

    /** Runs the time of faults and the time of healing; {@return the store at the end} */
    public LiveStore run(int faultyTicks) {
        for (int tick = 0; tick < faultyTicks; tick++) {
            tick(true);
        }
        disk.capacity(Long.MAX_VALUE);
        disk.failForces(0);
        for (int tick = 0; tick < 3_000 && !healed(); tick++) {
            tick(false);
        }
        if (!healed()) {
            throw new AssertionError("it does not heal");
        }
        return store.orElseThrow();
    }

    /** {@return number of crashes so far} */
    public int crashes() {
        return crashes;
    }

    /** {@return number of batches so far that the store could not take} */
    public int refusals() {
        return refusals;
    }

    public long nowMs() {
        return nowMs;
    }

    private boolean healed() {
        return store.isPresent() && agents.stream().allMatch(Agent::done);
    }

    private void tick(boolean faulty) {
        nowMs += 1_000 + random.nextInt(random.nextInt(20) == 0 ? 600_000 : 10_000);
        if (faulty) {
            fault();
        }
        store = store.isPresent() ? store : opened();
        for (int i = 0; i < agents.size(); i++) {
            int agent = i;
            if (faulty) {
                agents.get(i).measure(nowMs);
            }
            agents.get(i).send(nowMs).ifPresent(body -> post(agent, body, Optional.empty(), faulty));
        }
        deliver(faulty);
        if (store.isPresent() && random.nextInt(3) == 0) {
            store.get().upkeep();
            noticeCrash();
        }
    }

    private Optional<EmbeddedStore> opened() {
        try {
            return Optional.of(EmbeddedStore.open(disk, FOLDER, settings, clock));
        } catch (LiveException e) {
            noticeCrash();
            return Optional.empty();
        }
    }

    private void fault() {
        int drawn = random.nextInt(1_000);
        if (drawn < CRASH) {
            disk.crashAt(disk.calls() + random.nextInt(60), SimDisk.Crash.values()[random.nextInt(3)]);
        } else if (drawn < CRASH + POWER_CUT) {
            crashes++;
            disk.cutPower(random);
            store = Optional.empty();
        } else if (drawn < CRASH + POWER_CUT + FULL_DISK) {
            disk.capacity(disk.used() + random.nextInt(3_000));
            fullUntilMs = nowMs + random.nextInt(300_000);
        } else if (drawn < CRASH + POWER_CUT + FULL_DISK + FAILED_FORCE) {
            disk.failForces(1 + random.nextInt(3));
        } else if (drawn < CRASH + POWER_CUT + FULL_DISK + FAILED_FORCE + AGENT_DEATH) {
            agents.get(random.nextInt(agents.size())).restart(nowMs);
        }
        if (nowMs > fullUntilMs) {
            disk.capacity(Long.MAX_VALUE);
        }
    }

    /** Puts a message on its way: lost, doubled, early or late. */
    private void post(int agent, byte[] body, Optional<Answer> answer, boolean faulty) {
        int copies = !faulty ? 1 : random.nextInt(1_000) < LOST ? 0 : random.nextInt(1_000) < DOUBLED ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            long delayMs = random.nextInt(faulty && random.nextInt(10) == 0 ? 120_000 : 200);
            network.add(new Message(nowMs + delayMs, agent, body, answer));
        }
    }

    private void deliver(boolean faulty) {
        for (int round = 0; round < 4; round++) {
            var due = network.stream().filter(it -> it.atMs() <= nowMs + 500).toList();
            network.removeAll(due);
            shuffled(due, random).forEach(it -> deliver(it, faulty));
        }
    }

    private void deliver(Message message, boolean faulty) {
        if (message.answer().isPresent()) {
            agents.get(message.agent())
                    .answered(message.body(), message.answer().get(), nowMs);
        } else if (store.isPresent()) {
            var answer = door.receive(store.get(), message.body());
            refusals += answer == Answer.TRY_AGAIN ? 1 : 0;
            if (!noticeCrash()) {
                post(message.agent(), message.body(), Optional.of(answer), faulty);
            }
        }
    }

    /** Where the process died within a call of the disk, its answer is lost, and half of the time the power was off, too. */
    private boolean noticeCrash() {
        if (!disk.crashed()) {
            return false;
        }
        crashes++;
        if (random.nextBoolean()) {
            disk.cutPower(random);
        } else {
            disk.restart();
        }
        store = Optional.empty();
        return true;
    }

    private static List<Message> shuffled(List<Message> messages, RandomGenerator random) {
        var shuffled = new ArrayList<>(messages);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            var kept = shuffled.get(i);
            shuffled.set(i, shuffled.get(j));
            shuffled.set(j, kept);
        }
        return shuffled;
    }
}
