import com.google.protobuf.CodedOutputStream;
import io.negawatt.app.live.Batch;
import io.negawatt.app.live.BatchCodec;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.Measure;
import io.negawatt.app.live.Series;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/**
 * The load of `bench/serving.sh` on `negawatt serve` and on its peers in turn, each fresh, on loopback, from four writers that wait for
 * each answer: Prometheus and VictoriaMetrics by remote write (protobuf, snappy), PostgreSQL by binary COPY into a table of the session
 * and INSERT … ON CONFLICT, committed synchronously. Requests are encoded beforehand. CPU time is that of the server alone.
 *
 * Arguments: the launcher, then series, steps and rounds. Peers that are not installed are left out.
 */
final class LivePeers {
    private static final int WRITERS = 4;
    private static final int SERIES_A_BATCH = 250;
    private static final int STEPS_A_BATCH = 60;
    private static final double TICKS_PER_S = 100;

    /** A server under load. */
    interface Peer extends AutoCloseable {
        String name();

        /** A writer's requests, prepared. */
        Callable<Void> writer(List<Batch> batches) throws Exception;

        /** Process ids of the server. */
        List<Long> processes() throws Exception;

        /** Ends the server; what it left on the disk, in bytes. */
        long stop() throws Exception;
    }

    interface Maker {
        Peer make(Path folder) throws Exception;
    }

    record Result(double samplesPerS, double cpuSPerMillion, double bytesPerSample, double mb) {}

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        int series = args.length > 1 ? Integer.parseInt(args[1]) : 4_000;
        int steps = args.length > 2 ? Integer.parseInt(args[2]) : 1_800;
        int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 3;
        var makers = new ArrayList<Maker>();
        makers.add(folder -> new Negawatt(args[0], folder));
        installed("/usr/bin/prometheus")
                .ifPresent(it -> makers.add(folder -> new RemoteWrite("prometheus", it, folder)));
        installed("/usr/bin/victoria-metrics")
                .ifPresent(it -> makers.add(folder -> new RemoteWrite("victoria-metrics", it, folder)));
        Postgres.bin().ifPresent(it -> makers.add(folder -> new Postgres(it, folder)));
        var results = new TreeMap<String, List<Result>>();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < makers.size(); i++) {
                var folder = Files.createTempDirectory("negawatt-peers");
                try (var peer = makers.get((i + round) % makers.size()).make(folder)) {
                    var result = measure(peer, series, steps);
                    results.computeIfAbsent(peer.name(), _ -> new ArrayList<>()).add(result);
                    System.out.printf("round %d  %s%n", round + 1, row(peer.name(), result));
                } finally {
                    delete(folder);
                }
            }
        }
        System.out.printf("%nmedian of %d rounds, %,d series x %,d steps%n", rounds, series, steps);
        System.out.println("| server | samples/s | CPU s a million | B a sample on disk | most resident MB |");
        System.out.println("|---|---|---|---|---|");
        results.forEach((name, all) -> System.out.println(row(name, median(all))));
    }

    private static String row(String name, Result it) {
        return "| %s | %,.0f | %.2f | %.2f | %.0f |"
                .formatted(name, it.samplesPerS(), it.cpuSPerMillion(), it.bytesPerSample(), it.mb());
    }

    private static Result median(List<Result> all) {
        return new Result(
                median(all.stream().mapToDouble(Result::samplesPerS).toArray()),
                median(all.stream().mapToDouble(Result::cpuSPerMillion).toArray()),
                median(all.stream().mapToDouble(Result::bytesPerSample).toArray()),
                median(all.stream().mapToDouble(Result::mb).toArray()));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }

    private static Optional<Path> installed(String program) {
        return Optional.of(Path.of(program)).filter(Files::isExecutable);
    }

    private static Result measure(Peer peer, int series, int steps) throws Exception {
        var writers = new ArrayList<Callable<Void>>();
        for (int writer = 0; writer < WRITERS; writer++) {
            writers.add(peer.writer(batches(writer, series / WRITERS, steps)));
        }
        var ready = new CountDownLatch(1);
        double cpuS = cpuS(peer.processes());
        try (var pool = Executors.newFixedThreadPool(WRITERS)) {
            var writing = new ArrayList<Future<Void>>();
            for (var writer : writers) {
                writing.add(pool.submit(() -> {
                    ready.await();
                    return writer.call();
                }));
            }
            long began = System.nanoTime();
            ready.countDown();
            for (var one : writing) {
                one.get();
            }
            double elapsedS = (System.nanoTime() - began) * 1e-9;
            double usedS = cpuS(peer.processes()) - cpuS;
            double mb = memoryMb(peer.processes());
            double samples = series / WRITERS * WRITERS * (double) steps;
            return new Result(samples / elapsedS, usedS / samples * 1e6, peer.stop() / samples, mb);
        }
    }

    private static List<Batch> batches(int writer, int series, int steps) {
        long startMs = (System.currentTimeMillis() / 60_000 - 40) * 60_000;
        var random = new SplittableRandom(writer);
        var watts = new double[series];
        Arrays.fill(watts, 300);
        var batches = new ArrayList<Batch>();
        for (int step = 0; step < steps; step += STEPS_A_BATCH) {
            var times = new long[Math.min(STEPS_A_BATCH, steps - step)];
            for (int i = 0; i < times.length; i++) {
                times[i] = startMs + (step + i + 1) * 1_000L;
            }
            for (int first = 0; first < series; first += SERIES_A_BATCH) {
                var columns = new ArrayList<Column>();
                for (int s = first; s < Math.min(series, first + SERIES_A_BATCH); s++) {
                    columns.add(column(writer, s, times, watts, random));
                }
                batches.add(new Batch("writer-" + writer, 1, batches.size(), columns, List.of()));
            }
        }
        return batches;
    }

    private static Column column(int writer, int s, long[] times, double[] watts, SplittableRandom random) {
        var values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            watts[s] = Math.max(60, watts[s] + (random.nextDouble() - 0.5) * 4);
            values[i] = Math.round(watts[s] * 10) / 10.0;
        }
        var labels = Map.of(
                "node",
                "n" + (writer * watts.length + s) / 8,
                "channel",
                "gpu" + (writer * watts.length + s) % 8,
                "component",
                "compute",
                "tier",
                "counter");
        return new Column(Series.of("power", Measure.POWER, "W", 1_000, labels), times, values);
    }

    /** The live store behind its door. */
    private static final class Negawatt implements Peer {
        private final Path home;
        private final Process process;
        private final HttpClient client = HttpClient.newHttpClient();
        private String address = "";
        private String token = "";

        Negawatt(String launcher, Path folder) throws IOException {
            home = folder;
            process = new ProcessBuilder(launcher, "serve", "--port", "0", "--home", folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var out = process.inputReader(StandardCharsets.UTF_8);
            while (token.isEmpty()) {
                String line = String.valueOf(out.readLine());
                int at = line.indexOf("http://");
                address = at >= 0 ? line.substring(at).strip().replaceFirst("/$", "") : address;
                int secret = line.indexOf("nw_");
                token = secret >= 0 ? line.substring(secret).strip() : token;
                if (line.equals("null")) {
                    throw new IOException("negawatt serve ended before it told its token");
                }
            }
        }

        @Override
        public String name() {
            return "negawatt serve";
        }

        @Override
        public Callable<Void> writer(List<Batch> batches) {
            var bodies = batches.stream().map(BatchCodec::encode).toList();
            return () -> post(client, address + "/api/v1/ingest", Map.of("Authorization", "Bearer " + token), bodies);
        }

        @Override
        public List<Long> processes() {
            return List.of(process.pid());
        }

        @Override
        public long stop() throws Exception {
            process.destroy();
            process.waitFor();
            return size(home.resolve("live"));
        }

        @Override
        public void close() throws Exception {
            process.destroyForcibly().waitFor();
        }
    }

    /** Prometheus or VictoriaMetrics. */
    private static final class RemoteWrite implements Peer {
        private final String name;
        private final Path folder;
        private final Process process;
        private final int port = freePort();
        private final HttpClient client = HttpClient.newHttpClient();

        RemoteWrite(String name, Path program, Path folder) throws Exception {
            this.name = name;
            this.folder = folder;
            Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
            var command = name.equals("prometheus")
                    ? List.of(
                            program.toString(),
                            "--config.file=" + folder.resolve("prometheus.yml"),
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.enable-remote-write-receiver",
                            "--web.listen-address=127.0.0.1:" + port)
                    : List.of(
                            program.toString(),
                            "-storageDataPath=" + folder.resolve("data"),
                            "-httpListenAddr=127.0.0.1:" + port);
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            awaitReady(name.equals("prometheus") ? "/-/ready" : "/health");
        }

        private void awaitReady(String path) throws Exception {
            for (int attempt = 0; attempt < 600; attempt++) {
                try {
                    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
                    if (client.send(request.build(), BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException notYet) {
                    if (!process.isAlive()) {
                        break;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
            process.destroyForcibly();
            throw new IOException(name + " does not answer: " + Files.readString(folder.resolve("log")));
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Callable<Void> writer(List<Batch> batches) throws IOException {
            var bodies = new ArrayList<byte[]>();
            for (var batch : batches) {
                bodies.add(Snappy.pack(request(batch)));
            }
            var headers = Map.of(
                    "Content-Encoding", "snappy",
                    "Content-Type", "application/x-protobuf",
                    "X-Prometheus-Remote-Write-Version", "0.1.0");
            return () -> post(client, "http://127.0.0.1:" + port + "/api/v1/write", headers, bodies);
        }

        /** A WriteRequest: series (1) of labels (1: name 1, value 2) and samples (2: value 1, timestamp 2). */
        private static byte[] request(Batch batch) throws IOException {
            var bytes = new ByteArrayOutputStream();
            var out = CodedOutputStream.newInstance(bytes);
            for (var column : batch.columns()) {
                out.writeByteArray(1, series(column));
            }
            out.flush();
            return bytes.toByteArray();
        }

        private static byte[] series(Column column) throws IOException {
            var bytes = new ByteArrayOutputStream();
            var out = CodedOutputStream.newInstance(bytes);
            var labels = new TreeMap<>(column.series().labels());
            labels.put("__name__", "power_watts");
            for (var label : labels.entrySet()) {
                out.writeByteArray(1, pair(label.getKey(), label.getValue()));
            }
            for (int i = 0; i < column.size(); i++) {
                int length = 9 + 1 + CodedOutputStream.computeInt64SizeNoTag(column.timesMs()[i]);
                out.writeTag(2, 2);
                out.writeUInt32NoTag(length);
                out.writeDouble(1, column.values()[i]);
                out.writeInt64(2, column.timesMs()[i]);
            }
            out.flush();
            return bytes.toByteArray();
        }

        private static byte[] pair(String name, String value) throws IOException {
            var bytes = new ByteArrayOutputStream();
            var out = CodedOutputStream.newInstance(bytes);
            out.writeString(1, name);
            out.writeString(2, value);
            out.flush();
            return bytes.toByteArray();
        }

        @Override
        public List<Long> processes() {
            return List.of(process.pid());
        }

        @Override
        public long stop() throws Exception {
            process.destroy();
            process.waitFor();
            return size(folder.resolve("data"));
        }

        @Override
        public void close() throws Exception {
            process.destroyForcibly().waitFor();
        }
    }

    /** PostgreSQL with a table of its own; runs as nobody where this runs as root. */
    private static final class Postgres implements Peer {
        private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

        private final Path bin;
        private final Path data;
        private final int port = freePort();
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

        Postgres(Path bin, Path folder) throws Exception {
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
            return size(data.resolve("db/base")) + size(data.resolve("db/pg_wal"));
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
            var connection =
                    DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "bench", "");
            connection.setAutoCommit(false);
            return connection;
        }

        @Override
        public String name() {
            return "postgresql COPY";
        }

        @Override
        public Callable<Void> writer(List<Batch> batches) throws Exception {
            var bodies = batches.stream().map(Postgres::rows).toList();
            var connection = connect();
            connections.add(connection);
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE TEMP TABLE incoming (series int, time_ms bigint, value float8)"
                        + " ON COMMIT DELETE ROWS");
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
                        + Integer.parseInt(
                                column.series().labels().get("channel").substring(3));
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
            long postmaster = Long.parseLong(Files.readAllLines(data.resolve("db/postmaster.pid"))
                    .getFirst()
                    .strip());
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

    /** The block format of snappy, with copies of up to 64 bytes within 32 KiB. */
    private static final class Snappy {
        private static final int WINDOW = 1 << 15;

        static byte[] pack(byte[] in) {
            var out = new ByteArrayOutputStream(in.length / 2);
            for (int rest = in.length; ; rest >>>= 7) {
                out.write(rest < 128 ? rest : rest & 127 | 128);
                if (rest < 128) {
                    break;
                }
            }
            var last = new int[1 << 14];
            Arrays.fill(last, -WINDOW);
            int literal = 0;
            for (int at = 0; at + 4 <= in.length; ) {
                int slot = (word(in, at) * 0x1E35A7BD) >>> 18;
                int before = last[slot];
                last[slot] = at;
                if (before >= 0 && at - before < WINDOW && word(in, before) == word(in, at)) {
                    int length = 4;
                    while (length < 64 && at + length < in.length && in[before + length] == in[at + length]) {
                        length++;
                    }
                    literal(out, in, literal, at);
                    out.write((length - 1) << 2 | 2);
                    out.write(at - before);
                    out.write(at - before >>> 8);
                    at += length;
                    literal = at;
                } else {
                    at++;
                }
            }
            literal(out, in, literal, in.length);
            return out.toByteArray();
        }

        private static int word(byte[] in, int at) {
            return in[at] & 255 | (in[at + 1] & 255) << 8 | (in[at + 2] & 255) << 16 | in[at + 3] << 24;
        }

        private static void literal(ByteArrayOutputStream out, byte[] in, int from, int to) {
            for (int at = from; at < to; at += 1 << 16) {
                int length = Math.min(to - at, 1 << 16) - 1;
                out.write(61 << 2);
                out.write(length);
                out.write(length >>> 8);
                out.write(in, at, length + 1);
            }
        }
    }

    private static Void post(HttpClient client, String address, Map<String, String> headers, List<byte[]> bodies)
            throws Exception {
        for (byte[] body : bodies) {
            var request = HttpRequest.newBuilder(URI.create(address)).POST(BodyPublishers.ofByteArray(body));
            headers.forEach(request::header);
            var answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
        }
        return null;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static double cpuS(List<Long> pids) throws IOException {
        double ticks = 0;
        for (long pid : pids) {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        }
        return ticks / TICKS_PER_S;
    }

    /** Most resident memory; of several processes what each has to itself, since they share the rest. */
    private static double memoryMb(List<Long> pids) throws IOException {
        double kb = 0;
        for (long pid : pids) {
            var status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
            for (var line : status) {
                boolean counts = pids.size() == 1 ? line.startsWith("VmHWM:") : line.startsWith("RssAnon:");
                boolean shared = pid == pids.getFirst() && pids.size() > 1 && line.startsWith("RssShmem:");
                kb += counts || shared ? Long.parseLong(line.replaceAll("\\D", "")) : 0;
            }
        }
        return kb / 1024;
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(it -> it.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
        }
    }
}
