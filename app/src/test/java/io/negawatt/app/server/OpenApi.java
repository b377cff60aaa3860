package io.negawatt.app.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code openapi.yaml} says, for tests that hold the server to it. */
final class OpenApi {
    private final Map<String, Object> document;

    /**
     * One operation of the document.
     *
     * @param scope empty for {@code none}
     */
    record Described(String id, String method, String path, Optional<String> scope, Map<String, Object> node) {}

    private OpenApi(Map<String, Object> document) {
        this.document = document;
    }

    static OpenApi read() throws IOException {
        try (var in = OpenApi.class.getResourceAsStream("openapi.yaml")) {
            return new OpenApi(map(new Load(LoadSettings.builder().build()).loadFromInputStream(in)));
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    List<Described> operations() {
        var operations = new ArrayList<Described>();
        map(document.get("paths"))
                .forEach((path, methods) -> map(methods).forEach((method, node) -> {
                    var operation = map(node);
                    String scope = String.valueOf(operation.get("x-scope"));
                    operations.add(new Described(
                            String.valueOf(operation.get("operationId")),
                            method.toUpperCase(java.util.Locale.ROOT),
                            path,
                            Optional.of(scope).filter(it -> !it.equals("none")),
                            operation));
                }));
        return operations;
    }

    /** {@return the schema of the JSON answer with that status; empty where there is none} */
    Optional<Map<String, Object>> answer(Described operation, int status) {
        var response = map(map(operation.node().get("responses")).get(Integer.toString(status)));
        var schema =
                map(map(map(response.get("content")).get("application/json")).get("schema"));
        return schema.isEmpty() ? Optional.empty() : Optional.of(schema);
    }

    /** {@return the schema that a reference leads to, or itself} */
    Map<String, Object> resolved(Map<String, Object> schema) {
        if (!(schema.get("$ref") instanceof String reference)) {
            return schema;
        }
        Object node = document;
        for (String part : reference.substring(2).split("/")) {
            node = map(node).get(part);
        }
        return map(node);
    }
}
