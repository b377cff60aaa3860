package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real commands on this machine, measured against what they say of themselves. */
class ProcessTreeRealTest {
    /** A loop of about a tenth of a second. */
    private static final String BURN = "i=0; while [ $i -lt 40000 ]; do i=$((i+1)); done";

    @TempDir
    private Path folder;

    private ProcessTree tree;
    private final Map<String, Double> totals = new TreeMap<>();

    @BeforeEach
    void onLinux() {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "needs the /proc of Linux");
        tree = ProcessTree.on(Host.local(Map.of()), Instant.now());
    }

    @AfterEach
    void closed() {
        if (tree != null) {
            tree.close();
        }
    }

    private Process follow(String shell, String script) throws IOException {
        var process = new ProcessBuilder(shell, "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        tree.follow(process.pid(), shell);
        return process;
    }

    private void sampleUntil(BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            Thread.sleep(50);
            sample();
        }
        Thread.sleep(20);
        sample();
    }

    private void sample() {
        for (var activity : tree.activities(Instant.now(), tree)) {
            double used = 0;
            for (var use : activity.uses()) {
                used += use.amount();
            }
            assertThat(used).isLessThanOrEqualTo(activity.hostAmount());
            totals.merge(activity.basis(), used, Double::sum);
        }
    }

    /** {@return CPU-seconds that the shell's builtin {@code times} wrote: its own and its children's} */
    private double timesS(String file) throws IOException {
        double seconds = 0;
        var times = Pattern.compile("(\\d+)m([\\d.]+)s").matcher(Files.readString(folder.resolve(file)));
        while (times.find()) {
            seconds += Integer.parseInt(times.group(1)) * 60 + Double.parseDouble(times.group(2));
        }
        assertThat(seconds).as("the command worked").isGreaterThan(0.02);
        return seconds;
    }

    @Test
    void childrenThatLiveShorterThanASampleCount() throws Exception {
        var process = follow(
                "sh",
                "n=0; while [ $n -lt 400 ]; do (i=0; while [ $i -lt 2000 ]; do i=$((i+1)); done); n=$((n+1)); done;"
                        + " times");
        sampleUntil(() -> !process.isAlive());
        // Every process loses up to two ticks of 10 ms to rounding, and gains none.
        assertThat(totals.get(Activity.CPU)).isCloseTo(timesS("out"), within(0.05));
    }

    @Test
    void aDaemonThatLeavesItsSessionAndItsParentCounts() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/setsid")), "needs setsid");
        var process = follow(
                "sh",
                "setsid sh -c '" + BURN + "; " + BURN + "; sleep 0.7; " + BURN + "; times > t; mv t daemon' & exit 0");
        sampleUntil(() -> Files.exists(folder.resolve("daemon")));
        assertThat(process.isAlive()).isFalse();
        assertThat(process.exitValue()).isZero();
        for (int i = 0; i < 10; i++) {
            Thread.sleep(50);
            sample();
        }
        assertThat(totals.get(Activity.CPU)).isCloseTo(timesS("daemon"), within(0.06));
        assertThat(zombies()).as("adopted processes that nobody waited for").isZero();
    }

    private static long zombies() throws IOException {
        long self = ProcessHandle.current().pid();
        try (var processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> {
                        try {
                            var fields = Files.readString(process.resolve("stat"))
                                    .replaceFirst("^.*\\) ", "")
                                    .split(" ");
                            return fields[0].equals("Z") && Long.parseLong(fields[1]) == self;
                        } catch (IOException gone) {
                            return false;
                        }
                    })
                    .count();
        }
    }

    @Test
    void aKilledChildKeepsWhatItUsed() throws Exception {
        var process = follow(
                "sh",
                "sh -c '" + BURN + "; touch burnt; while :; do :; done' & p=$!;"
                        + " until [ -e burnt ]; do sleep 0.1; done; kill -9 $p; wait $p; times");
        sampleUntil(() -> !process.isAlive());
        assertThat(totals.get(Activity.CPU)).isCloseTo(timesS("out"), within(0.05));
    }

    @Test
    void bytesOverLoopbackAreMeasuredBySocket() throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/bash")), "needs bash, which speaks TCP");
        long bytes = 30_000_000;
        var received = new AtomicLong();
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var reader = Thread.ofVirtual().start(() -> read(server, received));
            var process = follow(
                    "/bin/bash",
                    "exec 3<>/dev/tcp/127.0.0.1/%d; head -c %d /dev/zero >&3; sleep 1.2"
                            .formatted(server.getLocalPort(), bytes));
            sampleUntil(() -> !process.isAlive());
            reader.join();
        }
        assertThat(received).hasValue(bytes);
        assertThat(totals.get(Activity.NET_LOOPBACK)).isCloseTo(bytes, within(0.03 * bytes));
        assertThat(totals.get(Activity.NET)).isZero();
        assertThat(tree.newNotes()).isEmpty();
    }

    private static void read(ServerSocket server, AtomicLong received) {
        try (var socket = server.accept()) {
            received.set(socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
        } catch (IOException e) {
            received.set(-1);
        }
    }

    @Test
    void bytesToDiskAreCounted() throws Exception {
        var process = follow("sh", "head -c 8000000 /dev/zero > file; sync file; sleep 0.2");
        sampleUntil(() -> !process.isAlive());
        double bytes = totals.get(Activity.IO);
        assumeTrue(bytes > 1e6, "a temporary folder in memory writes nothing to disk");
        assertThat(bytes).isCloseTo(8e6, within(0.05 * 8e6));
    }
}
