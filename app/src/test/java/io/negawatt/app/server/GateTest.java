package io.negawatt.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.access.Scope;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Who may do what: every operation of the document, every scope, and a token of another tenant. */
class GateTest {
    @TempDir
    Path home;

    @Test
    void everyOperationAsksForItsScopeAndForNoMore() throws Exception {
        try (var test = new TestServer(home, false)) {
            String run = ApiTest.run(test, Optional.of(test.server.newAdmin()));
            var secrets = new EnumMap<Scope, String>(Scope.class);
            for (var scope : Scope.values()) {
                secrets.put(scope, test.token(scope, Optional.empty()).secret());
            }
            for (var operation : OpenApi.read().operations()) {
                assertThat(statusOf(test, operation, run, Optional.empty()))
                        .as("%s without a token", operation.id())
                        .matches(status -> operation.scope().isEmpty() == (status != 401));
                for (var scope : Scope.values()) {
                    var secret = Optional.ofNullable(secrets.get(scope));
                    boolean may = operation
                            .scope()
                            .flatMap(Scope::of)
                            .map(scope::includes)
                            .orElse(true);
                    int status = statusOf(test, operation, run, secret);
                    assertThat(status == 403)
                            .as("%s with %s answers %d", operation.id(), scope, status)
                            .isEqualTo(!may);
                }
            }
            assertThat(test.log).isEmpty();
        }
    }

    /** Deletes and changes go to what is not there, so that the order of calls does not matter. */
    private static int statusOf(TestServer test, OpenApi.Described operation, String run, Optional<String> secret)
            throws Exception {
        if (operation.id().equals("streamLive")) {
            return secret.isPresent()
                    ? streamStatus(test, operation, secret.get())
                    : call(test, operation, run, secret);
        }
        return call(test, operation, run, secret);
    }

    private static int streamStatus(TestServer test, OpenApi.Described operation, String secret) throws Exception {
        try (var stream = Streams.open(test, operation.path(), secret)) {
            return stream.status();
        }
    }

    private static int call(TestServer test, OpenApi.Described operation, String run, Optional<String> secret)
            throws Exception {
        String path = ApiTest.path(operation, run, "not-there");
        byte[] body = ApiTest.BODIES
                .getOrDefault(operation.id(), "")
                .replace("%tenant%", "search")
                .getBytes(StandardCharsets.UTF_8);
        return test.call(operation.method(), path, secret, body, Map.of()).statusCode();
    }

    @Test
    void aTokenOfATenantSeesNothingOfAnother() throws Exception {
        try (var test = new TestServer(home, false)) {
            String run = runOf(test, "language");
            var secret = Optional.of(test.server
                    .newToken("stranger", java.util.EnumSet.allOf(Scope.class), Optional.of("finance"))
                    .secret());
            for (var operation : OpenApi.read().operations()) {
                if (operation.id().equals("streamLive") || operation.id().startsWith("ingest")) {
                    continue;
                }
                byte[] body = ApiTest.BODIES
                        .getOrDefault(operation.id(), "")
                        .replace("%tenant%", "finance")
                        .getBytes(StandardCharsets.UTF_8);
                String path = ApiTest.path(operation, run, "pretrain-13b");
                var answer = test.call(operation.method(), path, secret, body, Map.of());
                boolean ofRun = path.contains(run);
                if (!operation.id().equals("getOpenApi")) {
                    assertThat(answer.body())
                            .as("%s %s", operation.method(), path)
                            .doesNotContain("\"language\"", "\"platform\"", "chat-serving", "\"vision\"");
                }
                assertThat(answer.statusCode())
                        .as("%s %s", operation.method(), path)
                        .matches(status -> !ofRun || status == 404, "404 for what is another's");
            }
        }
    }

    private static String runOf(TestServer test, String tenant) throws Exception {
        var answer = test.get("/api/v1/runs?tenant=" + tenant, Optional.of(test.server.newAdmin()));
        return JsonMapper.shared()
                .readTree(answer.body())
                .path("items")
                .path(0)
                .path("id")
                .asString();
    }

    @Test
    void aTenantMayNotAskForAnotherByName() throws Exception {
        try (var test = new TestServer(home, false)) {
            var secret =
                    Optional.of(test.token(Scope.READ, Optional.of("finance")).secret());
            for (var path :
                    List.of("/api/v1/runs", "/api/v1/series", "/api/v1/ledger", "/api/v1/jobs", "/api/v1/budgets")) {
                assertThat(test.get(path + "?tenant=language", secret).statusCode())
                        .as(path)
                        .isEqualTo(403);
                assertThat(test.get(path + "?tenant=finance", secret).statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void thePublicReadsAndNoMoreWhereItMay() throws Exception {
        try (var test = new TestServer(home, true)) {
            assertThat(test.get("/api/v1/now", Optional.empty()).statusCode()).isEqualTo(200);
            assertThat(test.get("/api/v1/tokens", Optional.empty()).statusCode())
                    .isEqualTo(401);
            var answer = test.call("POST", "/api/v1/plan/approval", Optional.empty(), new byte[] {'{', '}'}, Map.of());
            assertThat(answer.statusCode()).isEqualTo(401);
        }
    }

    @Test
    void whatIsTooLargeIsRefusedAndNothingIsUnpackedBeyondItsBound() throws Exception {
        try (var test = new TestServer(home, false)) {
            var secret = Optional.of(test.token(Scope.INGEST, Optional.empty()).secret());
            var large = new byte[Bodies.MOST_BYTES + 1];
            assertThat(test.call("POST", "/api/v1/ingest", secret, large, Map.of())
                            .statusCode())
                    .isEqualTo(413);
            var bomb = gzip(new byte[Bodies.MOST_UNPACKED + 1]);
            assertThat(bomb.length).isLessThan(Bodies.MOST_BYTES);
            var answer = test.call("POST", "/v1/metrics", secret, bomb, Map.of("Content-Encoding", "gzip"));
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(test.call("POST", "/v1/metrics", secret, new byte[9], Map.of("Content-Encoding", "br"))
                            .statusCode())
                    .isEqualTo(415);
        }
    }

    private static byte[] gzip(byte[] plain) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    @Test
    void aPageElsewhereMayChangeNothing() throws Exception {
        try (var test = new TestServer(home, true)) {
            var headers = Map.of("Sec-Fetch-Site", "cross-site");
            var answer = test.call("POST", "/api/v1/plan", Optional.empty(), new byte[] {'{', '}'}, headers);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("forbidden.origin");
        }
    }

    @Test
    void everyAnswerCarriesTheHeadersThatKeepAPageSafe() throws Exception {
        try (var test = new TestServer(home, true)) {
            for (var path : List.of("/", "/health", "/api/v1/now", "/nothing.html", "/api/v1/nothing")) {
                var headers = test.get(path, Optional.empty()).headers();
                assertThat(headers.firstValue("Content-Security-Policy"))
                        .as(path)
                        .hasValueSatisfying(policy -> assertThat(policy)
                                .contains("default-src 'none'", "script-src 'self';")
                                .doesNotContain("script-src 'unsafe"));
                assertThat(headers.firstValue("X-Content-Type-Options"))
                        .as(path)
                        .hasValue("nosniff");
                assertThat(headers.firstValue("Set-Cookie")).as(path).isEmpty();
            }
        }
    }

    @Test
    void wrongTokensAreSoonRefusedWithoutALook() throws Exception {
        try (var test = new TestServer(home, false)) {
            var wrong = Optional.of("nw_0000000000_" + "A".repeat(43));
            int[] statuses = new int[20];
            for (int i = 0; i < statuses.length; i++) {
                statuses[i] = test.get("/api/v1/now", wrong).statusCode();
            }
            assertThat(statuses[0]).isEqualTo(401);
            assertThat(Arrays.stream(statuses).filter(it -> it == 429).count()).isPositive();
        }
    }

    @Test
    void everyControlAndAdminActionIsInTheAuditLog() throws Exception {
        try (var test = new TestServer(home, false)) {
            var admin = Optional.of(test.server.newAdmin());
            var reader = Optional.of(test.token(Scope.READ, Optional.empty()).secret());
            test.call("DELETE", "/api/v1/jobs/eval-suite", admin, new byte[0], Map.of());
            test.call("DELETE", "/api/v1/jobs/distill-3b", reader, new byte[0], Map.of());
            String log = Files.readString(home.resolve("server/audit.jsonl"));
            assertThat(log.lines()).hasSize(2);
            assertThat(log).contains("withdrawJob", "eval-suite", "\"outcome\":204", "\"outcome\":403");
        }
    }

    @Test
    void aFailureOfTheProgramTellsAnIdAndNoMore() throws Exception {
        var broken = new Desks(
                BudgetDesk.NONE,
                ActionDesk.NONE,
                PlanDesk.NONE,
                _ -> {
                    throw new IllegalStateException("secret detail");
                },
                (_, _, _) -> List.of());
        try (var test = new TestServer(home, true, Optional.of(broken))) {
            var answer = test.get("/api/v1/now", Optional.empty());
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("secret detail", "IllegalState", "io.negawatt");
            String id = JsonMapper.shared().readTree(answer.body()).path("id").asString();
            assertThat(test.log).anyMatch(line -> line.contains(id) && line.contains("secret detail"));
        }
    }

    @Test
    void theHostMustBeThisMachine() throws Exception {
        assertThat(Hosts.LOOPBACK.allows(Optional.of("localhost:8722"))).isTrue();
        assertThat(Hosts.LOOPBACK.allows(Optional.of("[::1]:8722"))).isTrue();
        assertThat(Hosts.LOOPBACK.allows(Optional.of("evil.example:8722"))).isFalse();
        assertThat(Hosts.LOOPBACK.allows(Optional.empty())).isFalse();
        assertThat(Hosts.ANY.allows(Optional.of("evil.example"))).isTrue();
    }
}
