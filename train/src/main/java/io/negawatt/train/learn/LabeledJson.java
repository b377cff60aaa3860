package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.train.learn.LabeledTexts.Columns;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads labeled texts from JSON lines: one object a line, the label a text, a number or true and false. */
final class LabeledJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final String name;

    private LabeledJson(String name) {
        this.name = name;
    }

    static void read(String name, String lines, Columns columns, LabeledRows rows) {
        var reader = new LabeledJson(name);
        int number = 0;
        for (String line : (Iterable<String>) lines.lines()::iterator) {
            number++;
            if (!line.isBlank()) {
                var object = reader.object(line, number);
                String text = reader.property(object, columns.text(), number);
                rows.add(text, reader.property(object, columns.label(), number), number);
            }
        }
    }

    private JsonNode object(String line, int number) {
        try {
            var node = MAPPER.readTree(line);
            if (node.isObject()) {
                return node;
            }
            throw BadInputException.of("train.labels.bad.json", name, number, node.getNodeType());
        } catch (JacksonException e) {
            throw new BadInputException(Message.of("train.labels.bad.json", name, number, e.getOriginalMessage()), e);
        }
    }

    private String property(JsonNode object, String property, int number) {
        return Optional.ofNullable(object.get(property))
                .filter(node -> node.isValueNode() && !node.isNull())
                .map(JsonNode::asString)
                .orElseThrow(() -> BadInputException.of(
                        "train.labels.bad.field", name, number, property, String.join(", ", object.propertyNames())));
    }
}
