package io.negawatt.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.negawatt.app.access.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page under Prometheus's own eyes; skipped where Debian's package {@code prometheus} is not installed. */
class MetricsPageTest {
    private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    @TempDir
    Path home;

    private static void assumeInstalled(Path program) {
        assumeTrue(Files.isExecutable(program), program + " is missing (Debian: apt install prometheus)");
    }

    private String secret(TestServer test) throws IOException {
        return test.token(Scope.READ, Optional.empty()).secret();
    }

    /** {@return what promtool has to say of a page, and its exit code} */
    private String lint(String page) throws Exception {
        var process = new ProcessBuilder(PROMTOOL.toString(), "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (var in = process.outputWriter()) {
            in.write(page);
        }
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return said + process.waitFor();
    }

    @Test
    void promtoolFindsNothingWrong() throws Exception {
        assumeInstalled(PROMTOOL);
        try (var test = new TestServer(home, false)) {
            var secret = Optional.of(secret(test));
            test.get("/metrics", secret);
            String page = test.get("/metrics", secret).body();
            assertThat(page).contains("negawatt_power_watts{", "negawatt_http_requests_total{");
            assertThat(lint(page)).isEqualTo("0");
        }
        assertThat(lint("# TYPE Bad_total gauge\nBad_total 1\n")).doesNotEndWith("0");
    }

    @Test
    void prometheusScrapesIt() throws Exception {
        assumeInstalled(PROMETHEUS);
        try (var test = new TestServer(home, false)) {
            Files.writeString(home.resolve("token"), secret(test));
            Files.writeString(home.resolve("prometheus.yml"), """
                scrape_configs:
                  - job_name: negawatt
                    scrape_interval: 1s
                    authorization: { credentials_file: %s }
                    static_configs: [{ targets: ["localhost:%d"] }]
                """.formatted(home.resolve("token"), test.server.port()));
            int port = freePort();
            var process = start(port);
            try {
                awaitAnswer(process, port, "up", "1");
                awaitAnswer(process, port, "count(negawatt_power_watts)>bool%200", "1");
                awaitAnswer(process, port, "scrape_samples_scraped>bool%2020", "1");
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private Process start(int port) throws IOException {
        return new ProcessBuilder(
                        PROMETHEUS.toString(),
                        "--config.file=" + home.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + home.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("prometheus.log").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer(Process process, int port, String query, String value) throws Exception {
        long endNanos = System.nanoTime() + PATIENCE_NANOS;
        String last = "";
        while (!last.endsWith("\"" + value + "\"]}]}}")) {
            assertThat(process.isAlive() && System.nanoTime() < endNanos)
                    .as("%s answers %s; %s", query, last, Files.readString(home.resolve("prometheus.log")))
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(200);
            last = ask(port, query);
        }
    }

    private static String ask(int port, String query) throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var address =
                    URI.create("http://127.0.0.1:%d/api/v1/query?query=%s".formatted(port, query.replace(">", "%3E")));
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException notYet) {
            return notYet.toString();
        }
    }
}
