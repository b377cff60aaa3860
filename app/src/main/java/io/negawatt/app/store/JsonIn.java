package io.negawatt.app.store;

import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the properties of a JSON object. What is missing or of another kind throws {@link IllegalArgumentException} with the
 * place and what belongs there.
 *
 * @param path the place in the document, such as {@code carbon.factor}
 */
record JsonIn(JsonNode node, String path) {
    private static final class Mapper {
        static final JsonMapper MAPPER = new JsonMapper();
        /** Reads one value in the middle of a document. */
        static final ObjectReader INNER = MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    static JsonIn parse(byte[] document) {
        var node = Mapper.MAPPER.readTree(document);
        if (!node.isObject()) {
            throw new IllegalArgumentException("the document is no JSON object");
        }
        return new JsonIn(node, "");
    }

    /** {@return an object with the named properties of the one in the stream, which is read until all are found} */
    static JsonIn some(InputStream document, Set<String> names) {
        var found = Mapper.MAPPER.createObjectNode();
        try (var parser = Mapper.MAPPER.createParser(document)) {
            parser.nextToken();
            for (String name = parser.nextName();
                    name != null && found.size() < names.size();
                    name = parser.nextName()) {
                parser.nextToken();
                if (names.contains(name)) {
                    found.set(name, Mapper.INNER.readTree(parser));
                } else {
                    parser.skipChildren();
                }
            }
        }
        return new JsonIn(found, "");
    }

    private String place(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private Optional<JsonNode> find(String name) {
        return Optional.ofNullable(node.get(name)).filter(it -> !it.isNull());
    }

    private <T> T need(Optional<T> value, String name, String what) {
        return value.orElseThrow(
                () -> new IllegalArgumentException("'%s' is missing or is not %s".formatted(place(name), what)));
    }

    JsonIn object(String name) {
        return need(optionalObject(name), name, "an object");
    }

    Optional<JsonIn> optionalObject(String name) {
        return find(name).filter(JsonNode::isObject).map(it -> new JsonIn(it, place(name)));
    }

    String text(String name) {
        return need(optionalText(name), name, "a text");
    }

    Optional<String> optionalText(String name) {
        return find(name).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    Instant instant(String name) {
        String text = text(name);
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'%s' is no time: %s".formatted(place(name), text), e);
        }
    }

    double number(String name) {
        return need(find(name).filter(JsonNode::isNumber).map(JsonNode::doubleValue), name, "a number");
    }

    OptionalDouble optionalNumber(String name) {
        return find(name).isPresent() ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
    }

    int whole(String name) {
        return need(
                find(name)
                        .filter(JsonNode::isNumber)
                        .filter(JsonNode::canConvertToInt)
                        .map(JsonNode::intValue),
                name,
                "a whole number");
    }

    OptionalInt optionalWhole(String name) {
        return find(name).isPresent() ? OptionalInt.of(whole(name)) : OptionalInt.empty();
    }

    /** {@return the constant of {@code type} whose lower-case name stands there} */
    <E extends Enum<E>> E constant(String name, Class<E> type) {
        return constant(type, text(name), place(name));
    }

    static <E extends Enum<E>> E constant(Class<E> type, String id, String place) {
        for (var value : type.getEnumConstants()) {
            if (value.name().equalsIgnoreCase(id)) {
                return value;
            }
        }
        throw new IllegalArgumentException("'%s' is '%s', and not one of %s"
                .formatted(
                        place, id, List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT)));
    }

    <T> List<T> objects(String name, Function<JsonIn, T> item) {
        var items = new ArrayList<T>();
        for (var element : array(name)) {
            items.add(item.apply(new JsonIn(element, "%s[%d]".formatted(place(name), items.size()))));
        }
        return List.copyOf(items);
    }

    List<String> texts(String name) {
        var items = new ArrayList<String>();
        for (var element : array(name)) {
            items.add(need(element.stringValueOpt(), name, "a list of texts"));
        }
        return List.copyOf(items);
    }

    List<Double> numbers(String name) {
        var items = new ArrayList<Double>();
        for (var element : array(name)) {
            items.add(need(Optional.of(element).filter(JsonNode::isNumber), name, "a list of numbers")
                    .doubleValue());
        }
        return List.copyOf(items);
    }

    private JsonNode array(String name) {
        return need(find(name).filter(JsonNode::isArray), name, "a list");
    }

    List<String> names() {
        return List.copyOf(node.propertyNames());
    }
}
