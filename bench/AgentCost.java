import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the agent costs while it delivers to a server on loopback: CPU time, by thread too, resident memory, and bytes over the wire. Linux
 * only.
 *
 * <p>Arguments: launcher, folder with the stub of NVML and room for more, seconds, polls a second.
 */
final class AgentCost {
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)");
    private static final Pattern TOKEN = Pattern.compile("nw_\\S+");
    private static final int WARM_UP_S = 200;
    private static final int MOST_WAIT_S = 60;
    private static final int THREADS_SHOWN = 8;
    private static final double TICKS_PER_S = 100;
    private static final double ALLOWED = 0.003;

    private AgentCost() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var folder = Path.of(args[1]);
        int seconds = Integer.parseInt(args[2]);
        var out = folder.resolve("serve.out");
        var server = start(
                Map.of(),
                out,
                args[0],
                "serve",
                "--home",
                folder.resolve("home").toString(),
                "--port",
                "0");
        try {
            var token = folder.resolve("token");
            Files.writeString(token, await(out, TOKEN).group());
            var door = new CountingDoor(Integer.parseInt(await(out, ADDRESS).group(1)));
            var agent = start(
                    Map.of(
                            "NEGAWATT_NVML_LIBRARY",
                            folder.resolve("libnvidia-ml.so.1").toString()),
                    folder.resolve("agent.out"),
                    args[0],
                    "agent",
                    "--server",
                    "http://127.0.0.1:" + door.port(),
                    "--token-file",
                    token.toString(),
                    "--spool",
                    folder.resolve("spool").toString(),
                    "--node",
                    "bench",
                    "--hz",
                    args[3]);
            try {
                measure(agent.pid(), door, seconds);
                System.out.println(Files.readString(folder.resolve("agent.out")).strip());
            } finally {
                stop(agent);
            }
        } finally {
            stop(server);
        }
        System.exit(0);
    }

    private static void measure(long pid, CountingDoor door, int seconds) throws IOException, InterruptedException {
        Thread.sleep(TimeUnit.SECONDS.toMillis(WARM_UP_S));
        double cpuS = cpuS(pid);
        var threads = threadNanos(pid);
        long sent = door.sent.get();
        long begunNanos = System.nanoTime();
        Thread.sleep(TimeUnit.SECONDS.toMillis(seconds));
        double elapsedS = (System.nanoTime() - begunNanos) * 1e-9;
        double share = (cpuS(pid) - cpuS) / elapsedS;
        System.out.printf("CPU        %6.3f %% of a core (wanted: at most %.1f %%)%n", 100 * share, 100 * ALLOWED);
        System.out.printf("sent       %6.1f kB a minute%n", (door.sent.get() - sent) * 60e-3 / elapsedS);
        System.out.printf("resident   %6d MB%n", residentMb(pid));
        var after = threadNanos(pid);
        after.entrySet().stream()
                .map(it -> Map.entry(it.getKey(), it.getValue() - threads.getOrDefault(it.getKey(), 0L)))
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(THREADS_SHOWN)
                .forEach(it -> System.out.printf(
                        "  %-18s %6.3f %% of a core%n", it.getKey(), 100e-9 * it.getValue() / elapsedS));
    }

    private static Process start(Map<String, String> environment, Path out, String... command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Matcher await(Path file, Pattern pattern) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_WAIT_S);
        while (System.nanoTime() < end) {
            var found = pattern.matcher(Files.readString(file));
            if (found.find()) {
                return found;
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("never said " + pattern + ": " + Files.readString(file));
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** User and system time, fields 14 and 15 of the process's stat. */
    private static double cpuS(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_S;
    }

    private static long residentMb(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(it -> it.startsWith("VmRSS:"))
                .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** {@return CPU time of the threads that live, by name, in ns} */
    private static Map<String, Long> threadNanos(long pid) throws IOException {
        var nanos = new TreeMap<String, Long>();
        var folders = new ArrayList<Path>();
        try (var tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            tasks.forEach(folders::add);
        }
        for (var task : folders) {
            if (Files.exists(task.resolve("schedstat"))) {
                String name = Files.readString(task.resolve("comm")).strip();
                long spent = Long.parseLong(
                        Files.readString(task.resolve("schedstat")).split(" ")[0]);
                nanos.merge(name, spent, Long::sum);
            }
        }
        return nanos;
    }

    /** Stands before the server and counts what comes. */
    private static final class CountingDoor {
        private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final int behind;
        final AtomicLong sent = new AtomicLong();

        CountingDoor(int behind) throws IOException {
            this.behind = behind;
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return listening.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    var from = listening.accept();
                    var to = new Socket(InetAddress.getLoopbackAddress(), behind);
                    Thread.ofVirtual().start(() -> copy(from, to, sent));
                    Thread.ofVirtual().start(() -> copy(to, from, new AtomicLong()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void copy(Socket from, Socket to, AtomicLong counted) {
            try (from;
                    to;
                    InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                var chunk = new byte[1 << 16];
                for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                    counted.addAndGet(n);
                    out.write(chunk, 0, n);
                }
            } catch (IOException closed) {
                // One side has gone; both are closed.
            }
        }
    }
}
