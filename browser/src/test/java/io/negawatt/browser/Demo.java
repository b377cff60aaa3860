package io.negawatt.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code negawatt serve} as a process of its own, on a free port of this machine; closing it ends it. */
final class Demo implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final String TOKEN = "admin token, told this once:";

    private final int port;
    private final Path home;
    private final List<String> options;
    private Process process;

    private Demo(int port, Path home, List<String> options) {
        this.port = port;
        this.home = home;
        this.options = options;
        this.process = start();
    }

    /** Starts the demonstration with further options and waits until it answers. */
    static Demo start(String... options) {
        return serve(
                folder(), Stream.concat(Stream.of("--demo"), Stream.of(options)).toList());
    }

    /** Starts a server over a home folder and waits until it answers. */
    static Demo serve(Path home, List<String> options) {
        try {
            return new Demo(freePort(), home, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path folder() {
        try {
            return Files.createTempDirectory("negawatt-browser");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** {@return the token that the server printed when it started} */
    String token() {
        try {
            var lines = Files.readAllLines(home.resolve("serve.log"));
            var line = lines.stream()
                    .filter(it -> it.startsWith(TOKEN))
                    .findFirst()
                    .orElseThrow();
            return line.substring(TOKEN.length()).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the server without a farewell, as a crash would. */
    void kill() {
        process.destroyForcibly();
        join();
    }

    /** Starts it again on the same port. */
    void restart() {
        process = start();
    }

    private Process start() {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                root().resolve("app/target/negawatt.jar").toString(),
                "serve",
                "--port",
                Integer.toString(port),
                "--lang",
                "en",
                "--home",
                home.toString()));
        command.addAll(options);
        try {
            var started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("serve.log").toFile())
                    .start();
            await(started);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(Process started) throws IOException {
        var client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(URI.create(address() + "/ready")).build();
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && started.isAlive()) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not yet listening: what the loop is for.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            pause();
        }
        started.destroyForcibly();
        throw new IllegalStateException("the server does not answer: " + Files.readString(home.resolve("serve.log")));
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void join() {
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return the checkout that the tests run in} */
    static Path root() {
        return Path.of(System.getProperty("negawatt.root", "")).toAbsolutePath();
    }

    @Override
    public void close() {
        kill();
    }
}
