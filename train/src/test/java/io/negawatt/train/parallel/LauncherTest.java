package io.negawatt.train.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private final List<Process> started = new ArrayList<>();

    private final Launcher.Watcher watcher = new Launcher.Watcher() {
        @Override
        public void started(int attempt, List<Process> processes) {
            started.addAll(processes);
        }

        @Override
        public void failed(int rank, int exitCode, boolean willRestart) {
            said.add("%d %d %s".formatted(rank, exitCode, willRestart));
        }
    };

    private Launcher launcher(String script, int restarts) {
        return new Launcher(List.of("sh", "-c", script), 3, 2, OptionalInt.of(4711), restarts);
    }

    @Test
    void each_worker_learns_its_place_and_its_threads() throws Exception {
        String script =
                "echo $RANK $WORLD_SIZE $LOCAL_RANK $MASTER_ADDR $MASTER_PORT $OMP_NUM_THREADS > " + folder + "/$RANK";
        assertThat(launcher(script, 0).run(watcher)).isZero();
        assertThat(Files.readString(folder.resolve("2"))).isEqualTo("2 3 2 127.0.0.1 4711 2\n");
        assertThat(said).isEmpty();
    }

    @Test
    void a_worker_that_dies_ends_the_others() throws Exception {
        assertThat(launcher("[ $RANK = 1 ] && exit 3; exec sleep 1000", 0).run(watcher))
                .isEqualTo(3);
        assertThat(said).containsExactly("1 3 false");
        assertThat(started).hasSize(3).noneMatch(Process::isAlive);
    }

    @Test
    void all_begin_again_as_often_as_allowed() throws Exception {
        String script = "echo x >> " + folder + "/tries.$RANK; [ $RANK = 2 ] && exit 9; exec sleep 1000";
        assertThat(launcher(script, 2).run(watcher)).isEqualTo(9);
        assertThat(said).containsExactly("2 9 true", "2 9 true", "2 9 false");
        assertThat(Files.readString(folder.resolve("tries.2"))).isEqualTo("x\nx\nx\n");
        assertThat(started).hasSize(9).noneMatch(Process::isAlive);
    }

    @Test
    void bad_input_is_not_tried_again() throws Exception {
        assertThat(launcher("exit 2", 5).run(watcher)).isEqualTo(Launcher.BAD_INPUT);
        assertThat(said).hasSize(1);
    }

    @Test
    void an_interrupt_ends_the_workers() throws Exception {
        var running = Thread.currentThread();
        var launcher = launcher("exec sleep 1000", 0);
        Thread.ofVirtual().start(() -> {
            while (started.size() < 3) {
                Thread.onSpinWait();
            }
            running.interrupt();
        });
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> launcher.run(watcher));
        assertThat(started).hasSize(3).noneMatch(Process::isAlive);
    }
}
