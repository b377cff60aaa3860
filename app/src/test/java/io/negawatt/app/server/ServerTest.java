package io.negawatt.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.negawatt.app.access.Scope;
import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Batch;
import io.negawatt.app.live.BatchCodec;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.Selection;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The server as its callers meet it. */
class ServerTest {
    @TempDir
    Path home;

    private static byte[] batch(String source, long sequence, String node) {
        long nowMs = System.currentTimeMillis() / 1000 * 1000;
        var series = Names.power("", Names.POWER, 1000, Map.of(Names.NODE, node, Names.COMPONENT, "compute"));
        return BatchCodec.encode(new Batch(
                source,
                1,
                sequence,
                List.of(new Column(series, new long[] {nowMs - 1000, nowMs}, new double[] {7, 8})),
                List.of()));
    }

    @Test
    void aBatchIsKeptOnceHoweverOftenItComes() throws Exception {
        try (var test = new TestServer(home, false)) {
            var secret = Optional.of(test.token(Scope.INGEST, Optional.empty()).secret());
            var first = test.call("POST", "/api/v1/ingest", secret, batch("n1", 0, "n1"), Map.of());
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.body()).contains("\"samples\":2", "\"duplicate\":false");
            var again = test.call("POST", "/api/v1/ingest", secret, batch("n1", 0, "n1"), Map.of());
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(again.body()).contains("\"duplicate\":true");
        }
    }

    @Test
    void aSenderOfATenantWritesThatTenantAloneAndTakesNoNumbersOfOthers() throws Exception {
        try (var test = new TestServer(home, false)) {
            var mine = Optional.of(test.token(Scope.INGEST, Optional.of("blue")).secret());
            var all = Optional.of(test.token(Scope.INGEST, Optional.empty()).secret());
            test.call("POST", "/api/v1/ingest", mine, batch("n1", 0, "n1"), Map.of());
            assertThat(test.call("POST", "/api/v1/ingest", all, batch("n1", 0, "n1"), Map.of())
                            .body())
                    .contains("\"duplicate\":false");
            var selection = new Selection(Optional.of("blue"), Optional.empty(), List.of());
            assertThat(test.store.series(selection)).hasSize(1);
        }
    }

    @Test
    void aTokenOfASourceSendsForNoOther() throws Exception {
        try (var test = new TestServer(home, false)) {
            var admin = Optional.of(test.server.newAdmin());
            byte[] terms =
                    "{\"name\":\"agent\",\"scopes\":[\"ingest\"],\"source\":\"n1\"}".getBytes(StandardCharsets.UTF_8);
            var made = test.call("POST", "/api/v1/tokens", admin, terms, Map.of());
            var secret = Optional.of(
                    JsonMapper.shared().readTree(made.body()).path("secret").asString());
            assertThat(test.call("POST", "/api/v1/ingest", secret, batch("n1", 0, "n1"), Map.of())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(test.call("POST", "/api/v1/ingest", secret, batch("n2", 0, "n2"), Map.of())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(test.call("POST", "/api/v1/ingest", secret, batch("n1", 1, "n2"), Map.of())
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void theLiveStreamTellsThisMomentAndEndsWithTheServer() throws Exception {
        var test = new TestServer(home, true);
        try (var stream = Streams.open(
                test,
                "/api/v1/live?every_s=0.2",
                test.token(Scope.READ, Optional.empty()).secret())) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.next("event:")).isEqualTo("event: now");
            assertThat(stream.next("data:")).contains("\"power_w\"");
            assertThat(stream.next("event:")).isEqualTo("event: now");
            test.server.tell("alert", Optional.empty(), Map.of("id", "planted"));
            String line = stream.next("event: alert");
            assertThat(line).isNotEmpty();
            assertThat(stream.next("data:")).contains("planted");
            test.close();
        } finally {
            test.close();
        }
    }

    @Test
    void whatIsNoRequestIsAnsweredWithoutItsOwnWords() throws Exception {
        try (var test = new TestServer(home, true);
                var socket = new Socket("localhost", test.server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("<script>alert(1)</script> / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("<script>", "helidon", "Exception");
        }
    }

    /** What a caller reads to its end, over a socket of its own; it comes to one only where the server closes the connection. */
    private static String raw(TestServer test, String request) throws IOException {
        try (var socket = new Socket("localhost", test.server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aConnectionEndsWithTheAnswerWhereTheCallerAsksForIt() throws Exception {
        try (var test = new TestServer(home, true)) {
            for (var line : List.of("Connection: close", "connection: Close", "Connection: keep-alive, close")) {
                for (var path : List.of("/health", "/", "/metrics", "/api/v1/runs/none", "/api/v1/now")) {
                    assertThat(raw(test, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + line + "\r\n\r\n"))
                            .as(path + " with " + line)
                            .startsWith("HTTP/1.1 ")
                            .containsIgnoringCase("Connection: close")
                            .containsAnyOf("}", "</html>", "# EOF", "\n");
                }
            }
            String body = "x".repeat(200_000);
            assertThat(raw(
                            test,
                            "POST /api/v1/ingest HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body))
                    .as("a body that is refused unread")
                    .startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void aConnectionServesRequestAfterRequestUntilThen() throws Exception {
        try (var test = new TestServer(home, true)) {
            String one = "GET /health HTTP/1.1\r\nHost: localhost\r\n";
            String answers = raw(test, one + "\r\n" + one + "\r\n" + one + "Connection: close\r\n\r\n");
            assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(4);
        }
    }

    /** Connections that stand open, with or without a request so far, and a stream keep no server from ending. */
    @Test
    void idleConnectionsDoNotKeepTheServerFromEnding() throws Exception {
        var test = new TestServer(home, true);
        String secret = test.token(Scope.READ, Optional.empty()).secret();
        try (var silent = new Socket("localhost", test.server.port());
                var idle = Streams.open(test, "/health", secret);
                var stream = Streams.open(test, "/api/v1/live?every_s=0.2", secret)) {
            assertThat(idle.status()).isEqualTo(200);
            assertThat(stream.next("event:")).isEqualTo("event: now");
            long begunNanos = System.nanoTime();
            test.close();
            assertThat(System.nanoTime() - begunNanos)
                    .as("ns to the end, where the longest grace is 5 s")
                    .isLessThan(3_000_000_000L);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        } finally {
            test.close();
        }
    }

    @Test
    void promtoolFindsNothingWrongWithTheMetrics() throws Exception {
        var promtool = Path.of("/usr/bin/promtool");
        assumeThat(Files.isExecutable(promtool))
                .as("promtool checks the page of metrics where Debian's prometheus is installed: it is not here")
                .isTrue();
        try (var test = new TestServer(home, true)) {
            String page = test.get("/metrics", Optional.empty()).body();
            assertThat(problems(promtool, page)).isEmpty();
            assertThat(problems(promtool, page + "# TYPE bad_total gauge\nbad_total 1\n"))
                    .isNotEmpty();
        }
    }

    private static String problems(Path promtool, String page) throws IOException, InterruptedException {
        var process = new ProcessBuilder(promtool.toString(), "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(page.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
