import io.negawatt.app.live.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.postgresql.PGConnection;

/** PostgreSQL with a table of its own; runs as nobody where this runs as root. */
final class PostgresPeer implements Peer {
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

    private final Path bin;
    private final Path data;
    private final int port = Machine.freePort();
    private final List<Connection> connections = new ArrayList<>();
    private boolean running = true;
    private long emptyBytes;

    static Optional<Path> bin() throws IOException {
        var all = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(all)) {
            return Optional.empty();
        }
        try (var versions = Files.list(all)) {
            return versions.map(it -> it.resolve("bin"))
                    .filter(it -> Files.isExecutable(it.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    PostgresPeer(Path bin, Path folder) throws Exception {
        this.bin = bin;
        this.data = folder;
        if (isRoot()) {
            run(List.of("chown", "nobody", folder.toString()));
        }
        as("initdb", "-D", folder + "/db", "-U", "bench", "-A", "trust", "-E", "UTF8", "--no-locale", "-N");
        as(
                "pg_ctl",
                "-D",
                folder + "/db",
                "-w",
                "-l",
                folder + "/log",
                "-o",
                "-p " + port + " -h 127.0.0.1 -k " + folder,
                "start");
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE sample (series int, time_ms bigint, value float8 NOT NULL,"
                    + " PRIMARY KEY (series, time_ms))");
            connection.commit();
        }
        emptyBytes = bytes();
    }

    private long bytes() throws IOException {
        return Machine.size(data.resolve("db/base")) + Machine.size(data.resolve("db/pg_wal"));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void as(String program, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private void run(List<String> command) throws Exception {
        var process = new ProcessBuilder(command)
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("said").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + Files.readString(data.resolve("said")));
        }
    }

    private Connection connect() throws Exception {
        var connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "bench", "");
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public String name() {
        return "postgresql COPY";
    }

    @Override
    public Callable<Void> writer(List<Batch> batches) throws Exception {
        var bodies = batches.stream().map(PostgresPeer::rows).toList();
        var connection = connect();
        connections.add(connection);
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TEMP TABLE incoming (series int, time_ms bigint, value float8)" + " ON COMMIT DELETE ROWS");
            connection.commit();
        }
        return () -> {
            for (byte[] body : bodies) {
                var copy = connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY incoming FROM STDIN (FORMAT binary)");
                copy.writeToCopy(body, 0, body.length);
                copy.endCopy();
                try (var statement = connection.createStatement()) {
                    statement.executeUpdate("INSERT INTO sample SELECT * FROM incoming"
                            + " ON CONFLICT (series, time_ms) DO UPDATE SET value = excluded.value");
                }
                connection.commit();
            }
            return null;
        };
    }

    private static byte[] rows(Batch batch) {
        var rows = ByteBuffer.allocate(19 + 34 * batch.samples() + 2);
        rows.put(SIGNATURE).position(19);
        for (var column : batch.columns()) {
            int id = Integer.parseInt(column.series().labels().get("node").substring(1)) * 8
                    + Integer.parseInt(column.series().labels().get("channel").substring(3));
            for (int i = 0; i < column.size(); i++) {
                rows.putShort((short) 3).putInt(4).putInt(id);
                rows.putInt(8).putLong(column.timesMs()[i]).putInt(8).putDouble(column.values()[i]);
            }
        }
        return rows.putShort((short) -1).array();
    }

    @Override
    public List<Long> processes() throws IOException {
        var pids = new ArrayList<Long>();
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("db/postmaster.pid")).getFirst().strip());
        pids.add(postmaster);
        ProcessHandle.of(postmaster).orElseThrow().children().forEach(it -> pids.add(it.pid()));
        return pids;
    }

    @Override
    public long stop() throws Exception {
        for (var connection : connections) {
            connection.close();
        }
        running = false;
        as("pg_ctl", "-D", data + "/db", "-m", "fast", "stop");
        return bytes() - emptyBytes;
    }

    @Override
    public void close() throws Exception {
        if (running) {
            as("pg_ctl", "-D", data + "/db", "-m", "immediate", "stop");
        }
    }
}
