package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The program as a person starts it: a process of its own, at the head of its own process group. Its output goes to files,
 * which an orphan of it may hold open without keeping the reader waiting.
 */
final class Program {
    private static final long PATIENCE_S = 120;
    private static final String HOME = "NEGAWATT_HOME";

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts {@code negawatt args…} with its ledger in {@code home}. */
    static Program start(Path home, String... args) throws IOException {
        var command = new ArrayList<>(List.of("setsid", "env", "--default-signal=INT"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        var out = Files.createTempFile("program", ".out");
        var err = Files.createTempFile("program", ".err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put(HOME, home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        out.toFile().deleteOnExit();
        err.toFile().deleteOnExit();
        return new Program(builder.start(), out, err);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** {@return its exit code, 128 + n where signal n ended it; waits for it} */
    int exitCode() throws Exception {
        assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS))
                .as(() -> "ended; it said: " + said())
                .isTrue();
        return process.exitValue();
    }

    private String said() {
        try {
            return out() + err();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Sends a signal to it alone. */
    void signal(String name) throws Exception {
        kill(name, String.valueOf(pid()));
    }

    /** Sends a signal to its process group, as a terminal does on Ctrl-C. */
    void signalGroup(String name) throws Exception {
        kill(name, "-" + pid());
    }

    private static void kill(String signal, String whom) throws Exception {
        new ProcessBuilder("kill", "-" + signal, "--", whom).start().waitFor();
    }

    /** Waits until {@code condition} holds or the program has ended. */
    void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (isAlive() && !condition.holds()) {
            assertThat(System.nanoTime() < deadline)
                    .as(() -> "not in time; it said: " + said())
                    .isTrue();
            Thread.sleep(2);
        }
    }

    /** Something to wait for. */
    interface Condition {
        boolean holds() throws IOException;
    }

    /** {@return the live processes that belong to the ledger in {@code home}: programs and what they started} */
    static List<ProcessHandle> of(Path home) {
        String mark = "\0" + HOME + "=" + home + "\0";
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> environment(process).contains(mark)).toList();
        }
    }

    private static String environment(ProcessHandle process) {
        try {
            return "\0" + Files.readString(Path.of("/proc/" + process.pid() + "/environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrForeign) {
            return "";
        }
    }

    /** Kills whatever still runs for the ledger in {@code home}, and waits for its end. */
    static void endAll(Path home) {
        for (var process : of(home)) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
