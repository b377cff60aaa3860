import io.negawatt.app.live.Batch;
import io.negawatt.app.live.BatchCodec;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The live store behind its door. */
final class NegawattPeer implements Peer {
    private final Path home;
    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private String address = "";
    private String token = "";

    NegawattPeer(String launcher, Path folder) throws IOException {
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
        return () ->
                Machine.post(client, address + "/api/v1/ingest", Map.of("Authorization", "Bearer " + token), bodies);
    }

    @Override
    public List<Long> processes() {
        return List.of(process.pid());
    }

    @Override
    public long stop() throws Exception {
        process.destroy();
        process.waitFor();
        return Machine.size(home.resolve("live"));
    }

    @Override
    public void close() throws Exception {
        process.destroyForcibly().waitFor();
    }
}
