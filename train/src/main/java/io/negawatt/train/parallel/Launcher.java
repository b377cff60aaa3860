package io.negawatt.train.parallel;

import io.negawatt.core.text.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Starts the workers of a job on this machine, one process each, and watches over them: where one dies, the others are ended
 * at once and all begin again from the last checkpoint, as often as allowed. Workers that find their standard input closed
 * end by themselves, so that none outlives a launcher that was killed.
 *
 * @param command what starts a worker; its {@link Place} comes by the environment
 * @param workers number of workers
 * @param threads threads that each computes with
 * @param port where rank 0 listens; empty takes a free one for each start
 * @param restarts how often to begin again
 */
public record Launcher(List<String> command, int workers, int threads, OptionalInt port, int restarts) {
    /** What a worker ends with when beginning again would not help. */
    public static final int BAD_INPUT = 2;

    /** The most that glibc takes for its bound. */
    private static final long LARGEST_KEPT_BYTES = 32L << 20;

    /** Hears what becomes of the workers. */
    public interface Watcher {
        /** All workers run; {@code attempt} counts from 0. */
        default void started(int attempt, List<Process> processes) {}

        /** A worker ended with an exit code other than 0; {@code willRestart} says whether all begin again. */
        void failed(int rank, int exitCode, boolean willRestart);
    }

    public Launcher {
        command = List.copyOf(command);
        if (workers < 1) {
            throw BadInputException.of("train.place.workers", workers);
        }
    }

    /**
     * Runs the job to its end.
     *
     * @return 0 where all workers ended well, else the exit code of the first that did not
     * @throws IOException where a process cannot be started
     * @throws InterruptedException where the caller wants it to end; the workers have ended then
     */
    public int run(Watcher watcher) throws IOException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            var processes = new ArrayList<Process>();
            var hook = new Thread(() -> end(processes));
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                start(processes, port.orElseGet(Launcher::freePort));
                watcher.started(attempt, List.copyOf(processes));
                int failed = firstFailed(processes);
                if (failed < 0) {
                    return 0;
                }
                int exitCode = processes.get(failed).exitValue();
                boolean again = attempt < restarts && exitCode != BAD_INPUT;
                end(processes);
                watcher.failed(failed, exitCode, again);
                if (!again) {
                    return exitCode;
                }
            } finally {
                end(processes);
                removeHook(hook);
            }
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs already, which is what it is for.
        }
    }

    private void start(List<Process> processes, int port) throws IOException {
        for (int rank = 0; rank < workers; rank++) {
            var builder = new ProcessBuilder(command)
                    .redirectInput(Redirect.PIPE)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.INHERIT);
            builder.environment().putAll(environment(new Place(rank, workers, rank, "127.0.0.1", port)));
            processes.add(builder.start());
        }
    }

    /**
     * Threads that wait for work must sleep: spinning, two workers would be slower than one. And memory that a step frees is
     * kept for the next: handed back and asked for again, it took 3 % of a step.
     */
    private Map<String, String> environment(Place place) {
        var environment = new HashMap<>(place.toEnvironment());
        environment.put("MALLOC_MMAP_THRESHOLD_", Long.toString(LARGEST_KEPT_BYTES));
        environment.put("MALLOC_TRIM_THRESHOLD_", Long.toString(8 * LARGEST_KEPT_BYTES));
        environment.put("OMP_NUM_THREADS", Integer.toString(threads));
        environment.put("OPENBLAS_NUM_THREADS", Integer.toString(threads));
        environment.put("OMP_WAIT_POLICY", "PASSIVE");
        // What fails comes as an exception and is said in a line; libtorch would add its stack.
        environment.put("TORCH_CPP_LOG_LEVEL", "FATAL");
        return environment;
    }

    /** {@return which worker was the first to end with an exit code other than 0; negative where all ended well} */
    private static int firstFailed(List<Process> processes) throws InterruptedException {
        var failed = new CompletableFuture<Integer>();
        var ends = new ArrayList<CompletableFuture<?>>();
        for (int rank = 0; rank < processes.size(); rank++) {
            int number = rank;
            ends.add(processes.get(rank).onExit().thenAccept(process -> {
                if (process.exitValue() != 0) {
                    failed.complete(number);
                }
            }));
        }
        var all =
                CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).thenApply(_ -> -1);
        try {
            return (int) CompletableFuture.anyOf(failed, all).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without grace: a worker holds nothing that its checkpoint does not, and that is written whole or not at all. */
    private static void end(List<Process> processes) {
        processes.forEach(Process::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
