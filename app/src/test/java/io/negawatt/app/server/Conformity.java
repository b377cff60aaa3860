package io.negawatt.app.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Holds JSON to a schema of {@code openapi.yaml}: types, required properties, no others, enumerations, items. */
final class Conformity {
    private final OpenApi api;
    private final List<String> faults = new ArrayList<>();

    private Conformity(OpenApi api) {
        this.api = api;
    }

    /** {@return where the node differs from the schema} */
    static List<String> faults(OpenApi api, Map<String, Object> schema, JsonNode node) {
        var conformity = new Conformity(api);
        conformity.check("", schema, node);
        return conformity.faults;
    }

    private void check(String place, Map<String, Object> given, JsonNode node) {
        var schema = api.resolved(given);
        if (schema.get("oneOf") instanceof List<?> choices) {
            boolean fits = choices.stream()
                    .anyMatch(it -> faults(api, OpenApi.map(it), node).isEmpty());
            if (!fits) {
                choices.forEach(it -> {
                    if (!"null".equals(OpenApi.map(it).get("type"))) {
                        check(place, OpenApi.map(it), node);
                    }
                });
            }
            return;
        }
        checkType(place, schema, node);
        if (schema.get("enum") instanceof List<?> words && !words.contains(node.asString(""))) {
            faults.add("%s is %s, not one of %s".formatted(place, node, words));
        }
        if (node.isArray()) {
            int index = 0;
            for (var item : node) {
                check(place + "/" + index++, OpenApi.map(schema.get("items")), item);
            }
        }
        if (node.isObject()) {
            checkObject(place, schema, node);
        }
    }

    private void checkObject(String place, Map<String, Object> schema, JsonNode node) {
        var properties = OpenApi.map(schema.get("properties"));
        if (schema.get("required") instanceof List<?> required) {
            for (var name : required) {
                if (!node.has(String.valueOf(name))) {
                    faults.add("%s lacks %s".formatted(place, name));
                }
            }
        }
        node.propertyStream().forEach(property -> {
            var schemaOf = properties.containsKey(property.getKey())
                    ? properties.get(property.getKey())
                    : schema.get("additionalProperties");
            if (schemaOf != null) {
                check(place + "/" + property.getKey(), OpenApi.map(schemaOf), property.getValue());
            } else if (!properties.isEmpty()) {
                faults.add("%s has %s, which the schema has not".formatted(place, property.getKey()));
            }
        });
    }

    private void checkType(String place, Map<String, Object> schema, JsonNode node) {
        var types = schema.get("type") instanceof List<?> several ? several : List.of(schema.getOrDefault("type", ""));
        boolean fits = types.contains("")
                || (node.isNull() && types.contains("null"))
                || (node.isString() && types.contains("string"))
                || (node.isBoolean() && types.contains("boolean"))
                || (node.isIntegralNumber() && types.contains("integer"))
                || (node.isNumber() && types.contains("number"))
                || (node.isArray() && types.contains("array"))
                || (node.isObject() && types.contains("object"));
        if (!fits) {
            faults.add("%s is %s, not %s"
                    .formatted(
                            place,
                            node.toString()
                                    .substring(0, Math.min(40, node.toString().length())),
                            types));
        }
    }
}
