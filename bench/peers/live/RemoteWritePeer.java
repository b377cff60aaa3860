import com.google.protobuf.CodedOutputStream;
import io.negawatt.app.live.Batch;
import io.negawatt.app.live.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Prometheus or VictoriaMetrics. */
final class RemoteWritePeer implements Peer {
    private final String name;
    private final Path folder;
    private final Process process;
    private final int port = Machine.freePort();
    private final HttpClient client = HttpClient.newHttpClient();

    RemoteWritePeer(String name, Path program, Path folder) throws Exception {
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
        return () -> Machine.post(client, "http://127.0.0.1:" + port + "/api/v1/write", headers, bodies);
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
        return Machine.size(folder.resolve("data"));
    }

    @Override
    public void close() throws Exception {
        process.destroyForcibly().waitFor();
    }
}
