package io.negawatt.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.access.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Holds the operations to the document that describes them, and their answers to its schemas. */
class ApiTest {
    @TempDir
    Path home;

    /** Bodies and parameters for operations that ask for some. */
    static final Map<String, String> BODIES = Map.of(
            "tryPlan", "{\"objective\":\"cost\",\"changes\":[]}",
            "getDeadlines", "{}",
            "approvePlan", "{\"objective\":\"carbon\"}",
            "submitJob",
                    "{\"id\":\"new\",\"release\":\"2030-01-01T00:00:00Z\",\"deadline\":\"2030-01-02T00:00:00Z\",\"duration_s\":3600,"
                        + "\"power_w\":1000,\"tenant\":\"%tenant%\"}",
            "estimateInference",
                    "{\"model\":\"Llama-3.1-8B-Instruct\",\"gpu\":\"H100\",\"gpus\":1,\"batch\":32,\"wish_s\":0.05}",
            "estimateTraining", "{\"params_b\":7,\"tokens_b\":100,\"chip\":\"H100\",\"chips\":8}",
            "tryFactors", "{\"pue\":1.1}",
            "changeFactors", "{\"pue\":1.1}",
            "addBudget",
                    "{\"name\":\"b\",\"measure\":\"energy\",\"period\":\"month\",\"limit\":1e9,\"tenant\":\"%tenant%\"}",
            "addToken", "{\"name\":\"t\",\"scopes\":[\"read\"],\"tenant\":\"%tenant%\"}");

    /** {@return the path with its parameters, of things that are there} */
    static String path(OpenApi.Described operation, String run, String other) {
        String path = operation.path().replace("/runs/{id}", "/runs/" + run).replace("{id}", other);
        return switch (operation.id()) {
            case "getDeadlines" -> path + "?job=pretrain-13b";
            case "compareRuns" -> path + "?id=" + run + "&id=" + run;
            case "exportRuns" -> path + "?format=json";
            default -> path;
        };
    }

    @Test
    void theDocumentHasEveryOperationWithItsScope() throws IOException {
        try (var test = new TestServer(home, false)) {
            var described = OpenApi.read().operations().stream()
                    .map(it -> it.id() + " " + it.method() + " " + it.path() + " "
                            + it.scope().orElse("none"))
                    .collect(Collectors.toCollection(java.util.TreeSet::new));
            var served = test.server.operations().stream()
                    .map(it -> it.id() + " " + it.method() + " " + it.path() + " "
                            + it.scope().map(Scope::id).orElse("none"))
                    .collect(Collectors.toCollection(java.util.TreeSet::new));
            assertThat(served).isEqualTo(described);
        }
    }

    @Test
    void answersAreAsTheDocumentSays() throws Exception {
        try (var test = new TestServer(home, false)) {
            var api = OpenApi.read();
            var secret = Optional.of(test.server.newAdmin());
            String run = run(test, secret);
            for (var operation : api.operations()) {
                if (operation.id().equals("streamLive") || operation.id().startsWith("ingest")) {
                    continue;
                }
                var body = BODIES.getOrDefault(
                                operation.id(), operation.id().equals("changeBudget") ? BODIES.get("addBudget") : "")
                        .replace("%tenant%", "search")
                        .getBytes(StandardCharsets.UTF_8);
                String path = path(operation, run, other(test, operation.id()));
                var answer = test.call(operation.method(), path, secret, body, Map.of());
                assertThat(answer.statusCode())
                        .as("%s %s: %s", operation.method(), path, answer.body())
                        .isBetween(200, 204);
                var schema = api.answer(operation, answer.statusCode());
                if (schema.isPresent() && !answer.body().isEmpty()) {
                    assertThat(Conformity.faults(
                                    api, schema.get(), JsonMapper.shared().readTree(answer.body())))
                            .as(operation.id())
                            .isEmpty();
                }
            }
            assertThat(test.log).isEmpty();
        }
    }

    static String run(TestServer test, Optional<String> secret) throws Exception {
        var runs = JsonMapper.shared().readTree(test.get("/api/v1/runs", secret).body());
        return runs.path("items").path(0).path("id").asString();
    }

    private static String other(TestServer test, String operation) {
        return switch (operation) {
            case "withdrawJob" -> "eval-suite";
            case "changeBudget" -> "search";
            case "removeBudget" -> "finance";
            case "acknowledgeAlert" -> "search-over";
            case "revertAction" -> "a3";
            default -> test.server.tokens().getLast().id();
        };
    }

    @Test
    void theComparisonWithASchemaCanFail() throws IOException {
        var api = OpenApi.read();
        var schema = Map.<String, Object>of("$ref", "#/components/schemas/Interval");
        var good = JsonMapper.shared().readTree("{\"mid\":1,\"low\":null,\"high\":2}");
        assertThat(Conformity.faults(api, schema, good)).isEmpty();
        var bad = JsonMapper.shared().readTree("{\"mid\":\"1\",\"low\":null,\"more\":2}");
        assertThat(Conformity.faults(api, schema, bad)).hasSize(3);
    }
}
