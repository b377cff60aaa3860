package io.negawatt.core.estimate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An object of a JSON document, read token by token: binding the 35 kB of a calibration to records by reflection takes five times as
 * long (270 ms of a start against 50), which is more than ten thousand estimates may take together.
 *
 * <p>A field that is missing or of another kind throws {@link IllegalArgumentException} with its name.
 *
 * @param fields values by name: numbers, texts, booleans, lists and objects
 */
record JsonTree(Map<String, Object> fields) {

    /** {@return the object that a document holds} */
    static JsonTree read(byte[] document) {
        try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), document)) {
            parser.nextToken();
            return cast(JsonTree.class, value(parser), "the document");
        }
    }

    private static Object value(JsonParser parser) {
        var token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> parser.getString();
            case VALUE_NULL, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME ->
                throw new IllegalArgumentException("a " + token + " where a value must be");
        };
    }

    private static JsonTree object(JsonParser parser) {
        var fields = new LinkedHashMap<String, Object>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return new JsonTree(fields);
    }

    private static List<Object> array(JsonParser parser) {
        var values = new ArrayList<Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser));
        }
        return values;
    }

    JsonTree tree(String name) {
        return cast(JsonTree.class, field(name), name);
    }

    /** {@return what each object of a list is made into} */
    <T> List<T> trees(String name, Function<JsonTree, T> make) {
        return list(name).stream()
                .map(value -> make.apply(cast(JsonTree.class, value, name)))
                .toList();
    }

    double number(String name) {
        return cast(Double.class, field(name), name);
    }

    int count(String name) {
        return (int) number(name);
    }

    boolean truth(String name) {
        return cast(Boolean.class, field(name), name);
    }

    String text(String name) {
        return cast(String.class, field(name), name);
    }

    List<String> texts(String name) {
        return list(name).stream().map(value -> cast(String.class, value, name)).toList();
    }

    List<Double> numbers(String name) {
        return list(name).stream().map(value -> cast(Double.class, value, name)).toList();
    }

    /** {@return a list of lists of numbers} */
    List<double[]> rows(String name) {
        return list(name).stream().map(row -> numbers(row, name)).toList();
    }

    private static double[] numbers(Object row, String name) {
        List<?> values = cast(List.class, row, name);
        return values.stream()
                .mapToDouble(value -> cast(Double.class, value, name))
                .toArray();
    }

    private List<?> list(String name) {
        return cast(List.class, field(name), name);
    }

    private Object field(String name) {
        var value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return value;
    }

    private static <T> T cast(Class<T> kind, Object value, String name) {
        if (!kind.isInstance(value)) {
            throw new IllegalArgumentException(name + " is no " + kind.getSimpleName());
        }
        return kind.cast(value);
    }
}
