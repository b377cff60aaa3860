package io.negawatt.train.parallel;

import io.negawatt.train.learn.Torch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Workers of one job as threads of one process, so that a test needs no other. */
final class Workers {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Workers() {}

    /** {@return what each of so many workers made, by rank} */
    static <T> List<T> together(int workers, Function<Group, T> work) {
        return together(workers, PATIENCE, work);
    }

    /** {@return what each made that waits so long for the others} */
    static <T> List<T> together(int workers, Duration patience, Function<Group, T> work) {
        Torch.threads(1);
        int port = freePort();
        var calls = new ArrayList<Callable<T>>();
        for (int rank = 0; rank < workers; rank++) {
            var place = new Place(rank, workers, rank, "127.0.0.1", port);
            calls.add(() -> work.apply(Group.join(place, patience)));
        }
        try (var pool = Executors.newFixedThreadPool(workers)) {
            var results = new ArrayList<T>();
            for (Future<T> future : pool.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
