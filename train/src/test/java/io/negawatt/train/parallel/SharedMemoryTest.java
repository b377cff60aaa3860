package io.negawatt.train.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.negawatt.train.parallel.SharedMemory.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SharedMemoryTest {
    private static final int BYTES = 10_000;
    private static final Duration SHORT = Duration.ofMillis(1500);

    @Test
    void eachSeesTheRegionsOfAll() {
        var sums = Workers.together(3, group -> {
            try (var memory = SharedMemory.agree(group, BYTES).orElseThrow()) {
                int rank = group.place().rank();
                memory.region(rank, BYTES - 1, 1).put(0, (byte) (10 + rank));
                memory.tell(Stage.FILLED, 1);
                memory.await(() -> memory.all(Stage.FILLED, 1), 1);
                int sum = 0;
                for (int other = 0; other < 3; other++) {
                    sum += memory.region(other, BYTES - 1, 1).get(0);
                }
                memory.tell(Stage.GATHERED, 1);
                memory.await(() -> memory.all(Stage.GATHERED, 1), 1);
                return sum;
            }
        });
        assertThat(sums).containsExactly(33, 33, 33);
    }

    @Test
    void whoKeepsTheOthersWaitingIsNamed() {
        var said = Workers.together(3, SHORT, group -> {
            var memory = SharedMemory.agree(group, BYTES).orElseThrow();
            if (group.place().rank() == 2) {
                return "";
            }
            memory.tell(Stage.FILLED, 1);
            return lost(memory);
        });
        assertThat(said.subList(0, 2)).allMatch(text -> text.startsWith("Rank 2 of 3 workers has not delivered"));
    }

    @Test
    void whoHasEndedIsNamedAtOnce() throws Exception {
        var ended = new ProcessBuilder("true").start();
        ended.waitFor();
        var said = Workers.together(2, Duration.ofMinutes(10), group -> {
            boolean gone = group.place().rank() == 1;
            long pid = gone ? ended.pid() : ProcessHandle.current().pid();
            var memory = SharedMemory.agree(group, BYTES, pid).orElseThrow();
            return gone ? "" : lost(memory);
        });
        assertThat(said.getFirst()).startsWith("Rank 1 of 2 workers has ended");
    }

    private static String lost(SharedMemory memory) {
        return catchThrowableOfType(
                        LostWorkerException.class, () -> memory.await(() -> memory.all(Stage.GATHERED, 1), 1))
                .getMessage();
    }

    @Test
    void withoutRoomNobodyHasMemory() {
        assertThat(Workers.together(
                        2, group -> SharedMemory.agree(group, 1L << 50).isPresent()))
                .containsExactly(false, false);
    }
}
