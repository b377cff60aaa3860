package io.negawatt.app.live;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL server on loopback, with its data in a temporary folder, as the Debian package {@code postgresql} installs it below
 * {@code /usr/lib/postgresql}. It refuses to run as root, so that it runs as {@code nobody} where the tests do. It asks for a password.
 */
public final class PostgresServer implements AutoCloseable {
    /** Of the user {@code negawatt}. */
    public static final String PASSWORD = "a-secret-of-the-database";

    private final Path bin;
    private final Path data;
    private final int port;
    private final boolean root = "root".equals(System.getProperty("user.name"));

    private PostgresServer(Path bin, Path data, int port) {
        this.bin = bin;
        this.data = data;
        this.port = port;
    }

    /** {@return the programs of the newest server that is installed} */
    public static Optional<Path> installed() {
        try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(it -> it.resolve("bin"))
                    .filter(it -> Files.isExecutable(it.resolve("initdb")))
                    .max(Comparator.comparing(it -> it.getParent().getFileName().toString()));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    public static PostgresServer start(Path bin) throws IOException, InterruptedException {
        var data = Files.createTempDirectory(Path.of("/tmp"), "negawatt-postgres");
        var server = new PostgresServer(bin, data, freePort());
        Files.writeString(data.resolve("password"), PASSWORD);
        if (server.root) {
            run(List.of("chown", "-R", "nobody", data.toString()), data);
        }
        server.as(
                "initdb",
                "-D",
                data + "/db",
                "-U",
                "negawatt",
                "-A",
                "scram-sha-256",
                "--pwfile=" + data + "/password",
                "-E",
                "UTF8",
                "--no-locale",
                "-N");
        server.resume();
        return server;
    }

    /** Starts the server on the data that are there. */
    void resume() throws IOException, InterruptedException {
        as(
                "pg_ctl",
                "-D",
                data + "/db",
                "-w",
                "-l",
                data + "/log",
                "-o",
                "-p " + port + " -h 127.0.0.1 -k " + data + " -c shared_buffers=16MB",
                "start");
    }

    /** Ends it at once, as a crash would. */
    void crash() throws IOException, InterruptedException {
        as("pg_ctl", "-D", data + "/db", "-m", "immediate", "stop");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void as(String program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (root) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command, data);
    }

    private static void run(List<String> command, Path folder) throws IOException, InterruptedException {
        var said = new File(folder.toFile(), "said");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command + ": " + Files.readString(said.toPath()));
        }
    }

    /** {@return its address as people give it} */
    public String address() {
        return "postgresql://negawatt@127.0.0.1:" + port + "/postgres";
    }

    /** {@return connections that work goes through} */
    PostgresPool pool() {
        return new PostgresPool(PostgresAddress.of(address()).url(), login());
    }

    private static Properties login() {
        var properties = new Properties();
        properties.setProperty("user", "negawatt");
        properties.setProperty("password", PASSWORD);
        return properties;
    }

    PostgresStore store(StoreSettings settings, InstantSource clock) throws LiveException {
        return PostgresStore.open(PostgresAddress.of(address()).url(), login(), settings, clock);
    }

    @Override
    public void close() throws IOException {
        try {
            crash();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(PostgresServer::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
