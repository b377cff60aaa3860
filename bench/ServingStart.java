import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/**
 * The start of {@code negawatt serve} against the least server that Helidon makes, as it is and with an AOT cache of its own such as
 * ours has, in alternating rounds: time and CPU time from the fork to the first answer, and resident memory when idle. Linux only.
 *
 * <p>Arguments: home of the JDK, class path, launcher (or a file with a command, one word a line), number of pairs, folder of this file.
 */
final class ServingStart {
    private static final int WARM_UP_PAIRS = 2;
    private static final int MOST_WAIT_S = 60;
    private static final int IDLE_S = 10;
    private static final double TICKS_PER_S = 100;
    private static final double ALLOWED_S = 0.6;
    private static final double ALLOWED_RATIO = 1.5;
    private static final int ALLOWED_MB = 150;
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx80m");

    private ServingStart() {}

    /** What a start took: wall time and CPU time, in s. */
    private record Start(double wallS, double cpuS) {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("negawatt-serving-start");
        var hello = hello(args[0], args[1], Path.of(args[4]), folder);
        int pairs = Integer.parseInt(args[3]);
        var plain = hello.stream().filter(it -> !it.startsWith("-XX:AOTCache=")).toList();
        var bare = new ArrayList<Start>();
        var cached = new ArrayList<Start>();
        var ours = new ArrayList<Start>();
        for (int i = -WARM_UP_PAIRS; i < pairs; i++) {
            var one = start(with(plain, Integer.toString(freePort())));
            var two = start(with(hello, Integer.toString(freePort())));
            int port = freePort();
            var other = start(ours(args[2], folder.resolve("home"), port), port);
            if (i >= 0) {
                bare.add(one);
                cached.add(two);
                ours.add(other);
            }
        }
        int idleMb = idleMb(args[2], folder.resolve("home"));
        System.exit(print(bare, cached, ours, idleMb) ? 0 : 1);
    }

    private static boolean print(List<Start> bare, List<Start> cached, List<Start> ours, int idleMb) {
        double wallS = print("negawatt serve", ours, ours);
        double bareS = print("bare Helidon", bare, ours);
        print("  with a cache", cached, ours);
        System.out.printf("resident        %5d MB after %d s idle (allowed %d MB)%n", idleMb, IDLE_S, ALLOWED_MB);
        return wallS <= ALLOWED_S && wallS / bareS <= ALLOWED_RATIO && idleMb <= ALLOWED_MB;
    }

    /** {@return the median time to the first answer, in s} */
    private static double print(String name, List<Start> starts, List<Start> ours) {
        double wallS = median(starts.stream().mapToDouble(Start::wallS).toArray());
        double cpuS = median(starts.stream().mapToDouble(Start::cpuS).toArray());
        System.out.printf(
                "%-15s %5.0f ms to the first answer, %5.0f ms of CPU (median of %d); ours takes %.2f of its time, %.2f"
                        + " of its CPU%n",
                name,
                1e3 * wallS,
                1e3 * cpuS,
                starts.size(),
                median(ours.stream().mapToDouble(Start::wallS).toArray()) / wallS,
                median(ours.stream().mapToDouble(Start::cpuS).toArray()) / cpuS);
        return wallS;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<String> with(List<String> command, String more) {
        var all = new ArrayList<>(command);
        all.add(more);
        return all;
    }

    private static List<String> ours(String launcher, Path home, int port) throws IOException {
        var file = Path.of(launcher);
        var command = new ArrayList<>(launcher.endsWith(".words") ? Files.readAllLines(file) : List.of(launcher));
        command.addAll(List.of("serve", "--home", home.toString(), "--port", Integer.toString(port)));
        return command;
    }

    private static Start start(List<String> command) throws IOException, InterruptedException {
        return start(command, Integer.parseInt(command.getLast()));
    }

    private static Start start(List<String> command, int port) throws IOException, InterruptedException {
        long began = System.nanoTime();
        var process = fork(command);
        try {
            awaitAnswer(process, port);
            double wallS = (System.nanoTime() - began) * 1e-9;
            return new Start(wallS, cpuS(process));
        } finally {
            stop(process);
        }
    }

    private static Process fork(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return builder.start();
    }

    private static void awaitAnswer(Process process, int port) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_WAIT_S);
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("no answer; the process is alive: " + process.isAlive());
            }
            Thread.sleep(2);
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET /health HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** User and system time, fields 14 and 15 of the process's stat. */
    private static double cpuS(Process process) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_S;
    }

    private static int idleMb(String launcher, Path home) throws IOException, InterruptedException {
        int port = freePort();
        var process = fork(ours(launcher, home, port));
        try {
            awaitAnswer(process, port);
            Thread.sleep(TimeUnit.SECONDS.toMillis(IDLE_S));
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(it -> it.startsWith("VmRSS:"))
                    .mapToInt(it -> Integer.parseInt(it.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } finally {
            stop(process);
        }
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** {@return the command of the bare server but for its port, with a cache that a rehearsal of it made} */
    private static List<String> hello(String javaHome, String classPath, Path sources, Path folder)
            throws IOException, InterruptedException {
        tool(
                "javac",
                "-cp",
                classPath,
                "-d",
                folder.resolve("classes").toString(),
                sources.resolve("HelidonHello.java").toString());
        tool(
                "jar",
                "--create",
                "--file",
                folder.resolve("hello.jar").toString(),
                "-C",
                folder.resolve("classes").toString(),
                ".");
        String path = folder.resolve("hello.jar") + ":" + classPath;
        var java = new ArrayList<>(List.of(javaHome + "/bin/java"));
        java.addAll(FLAGS);
        var record = new ArrayList<>(java);
        record.addAll(List.of(
                "-XX:AOTMode=record",
                "-XX:AOTConfiguration=" + folder.resolve("hello.conf"),
                "-cp",
                path,
                "HelidonHello",
                Integer.toString(freePort()),
                "rehearse"));
        run(record);
        var create = new ArrayList<>(java);
        create.addAll(List.of(
                "-XX:AOTMode=create",
                "-XX:AOTConfiguration=" + folder.resolve("hello.conf"),
                "-XX:AOTCache=" + folder.resolve("hello.aot"),
                "-cp",
                path));
        run(create);
        java.addAll(List.of("-XX:AOTCache=" + folder.resolve("hello.aot"), "-cp", path, "HelidonHello"));
        return java;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        if (fork(command).waitFor() != 0) {
            throw new IllegalStateException(command + " failed");
        }
    }

    private static void tool(String name, String... args) {
        int code = ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, args);
        if (code != 0) {
            throw new IllegalStateException("%s ended with code %d".formatted(name, code));
        }
    }
}
