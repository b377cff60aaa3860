package io.negawatt.train.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.negawatt.core.text.BadInputException;
import io.negawatt.train.learn.Torch;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GroupTest {
    private static final Duration SHORT = Duration.ofMillis(1500);

    @BeforeAll
    static void load() {
        Torch.threads(1);
    }

    @Test
    void sums_are_those_of_all_workers() {
        var sums = Workers.together(3, group -> group.sum(group.place().rank(), 1)[0]);
        assertThat(sums).containsExactly(3.0, 3.0, 3.0);
    }

    @Test
    void a_worker_that_never_arrives_is_named() {
        var place = new Place(0, 3, 0, "127.0.0.1", Workers.freePort());
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Group.join(place, SHORT))
                .withMessageContaining("Rank 1, 2 of 3 workers did not arrive within 1 s");
    }

    @Test
    void workers_that_disagree_how_many_they_are_are_told() throws Exception {
        int port = Workers.freePort();
        List<Callable<String>> calls = List.of(
                () -> failure(new Place(0, 2, 0, "127.0.0.1", port)),
                () -> failure(new Place(1, 3, 1, "127.0.0.1", port)));
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (var future : pool.invokeAll(calls)) {
                assertThat(future.get()).contains("WORLD_SIZE");
            }
        }
    }

    @Test
    void workers_with_different_devices_are_told() throws Exception {
        int port = Workers.freePort();
        List<Callable<String>> calls = List.of(
                () -> failure(new Place(0, 2, 0, "127.0.0.1", port), "cpu"),
                () -> failure(new Place(1, 2, 0, "127.0.0.1", port), "cuda"));
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (var future : pool.invokeAll(calls)) {
                assertThat(future.get()).contains("--device", "cpu", "cuda");
            }
        }
    }

    private static String failure(Place place) {
        return failure(place, "cpu");
    }

    private static String failure(Place place, String device) {
        try {
            Group.join(place, device, SHORT);
            return "joined";
        } catch (BadInputException e) {
            return e.getMessage();
        }
    }

    @Test
    void a_port_that_is_taken_is_told() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            var place = new Place(0, 2, 0, "127.0.0.1", taken.getLocalPort());
            assertThat(failure(place)).contains("cannot listen", Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void a_silent_rank_0_is_told() {
        var place = new Place(1, 2, 0, "127.0.0.1", Workers.freePort());
        assertThat(failure(place)).contains("Nobody answers");
    }
}
