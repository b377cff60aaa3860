package io.negawatt.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.live.LiveSimulation.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A thousand worlds of {@link LiveSimulation}, each from its seed: whatever happens, in the end every sample that an agent measured is
 * there once with its value, and the joules are those of a store to which nothing ever happened. To see one world again, run this
 * test with {@code -Dnegawatt.seed=NUMBER}.
 */
class EmbeddedStoreSimulationTest {
    private static final int WORLDS = "long".equals(System.getProperty("negawatt.faults")) ? 10_000 : 1_000;

    /** An agent that measures two devices, keeps what it measured until it is acknowledged, and sends the oldest first. */
    private static final class ModelAgent implements LiveSimulation.Agent {
        private final int number;
        private final SplittableRandom random;
        private final Deque<byte[]> spool = new ArrayDeque<>();
        private final List<Batch> measured = new ArrayList<>();
        private long sequence;
        private long lastMs = SampleBatches.START_MS;

        ModelAgent(int number, long seed) {
            this.number = number;
            this.random = new SplittableRandom(seed);
        }

        @Override
        public void measure(long nowMs) {
            int steps = (int) Math.min(20, (nowMs - lastMs) / 1_000);
            if (steps > 0 && random.nextInt(3) == 0) {
                var batch = SampleBatches.steady("agent" + number, sequence++, 2 * number, 2, lastMs, steps);
                lastMs = nowMs;
                measured.add(batch);
                spool.addLast(BatchCodec.encode(batch));
            }
        }

        @Override
        public Optional<byte[]> send(long nowMs) {
            int ahead = random.nextInt(3);
            return spool.stream()
                    .skip(Math.min(ahead, Math.max(0, spool.size() - 1)))
                    .findFirst();
        }

        @Override
        public void answered(byte[] request, Answer answer, long nowMs) {
            assertThat(answer).isNotEqualTo(Answer.REFUSED);
            if (answer == Answer.STORED) {
                spool.removeIf(it -> Arrays.equals(it, request));
            }
        }

        /** Its spool is on its disk; it does not know what was acknowledged last. */
        @Override
        public void restart(long nowMs) {
            if (!measured.isEmpty() && random.nextBoolean()) {
                spool.addLast(BatchCodec.encode(measured.get(random.nextInt(measured.size()))));
            }
        }

        @Override
        public boolean done() {
            return spool.isEmpty();
        }
    }

    private static Answer receive(LiveStore store, byte[] request) {
        try {
            store.append(BatchCodec.decode(request));
            return Answer.STORED;
        } catch (LiveException e) {
            return e.retryAfter().isPresent() ? Answer.TRY_AGAIN : Answer.REFUSED;
        }
    }

    private int crashes;
    private int refusals;

    @Test
    void inEveryWorldEverySampleIsThereOnce() throws Exception {
        var only = Optional.ofNullable(Long.getLong("negawatt.seed"));
        for (long seed = 0; seed < WORLDS; seed++) {
            long chosen = only.orElse(seed);
            try {
                run(chosen);
            } catch (AssertionError | LiveException | RuntimeException e) {
                throw new AssertionError("world " + chosen, e);
            }
            if (only.isPresent()) {
                return;
            }
        }
        assertThat(crashes).isGreaterThan(WORLDS / 4);
        assertThat(refusals).isGreaterThan(WORLDS / 4);
    }

    private void run(long seed) throws LiveException {
        var agents = List.of(new ModelAgent(0, seed), new ModelAgent(1, seed + 1), new ModelAgent(2, seed + 2));
        var world = new LiveSimulation(seed, List.copyOf(agents), EmbeddedStoreSimulationTest::receive);
        var store = world.run(70);
        crashes += world.crashes();
        refusals += world.refusals();
        var untouched = new MemoryStore();
        agents.forEach(agent -> agent.measured.forEach(untouched::append));
        assertThat(StoreAnswers.difference(store, untouched)).isEmpty();
        var hours = new Window(SampleBatches.START_MS, world.nowMs(), 3_600_000);
        var minutes = new Window(SampleBatches.START_MS, world.nowMs(), 60_000);
        assertThat(StoreAnswers.sums(store, hours)).isEqualTo(StoreAnswers.sums(untouched, hours));
        assertThat(StoreAnswers.sums(store, minutes)).isEqualTo(StoreAnswers.sums(untouched, minutes));
        assertThat(store.status().damaged()).isGreaterThanOrEqualTo(0);
    }
}
