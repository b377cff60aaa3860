package io.negawatt.app.run;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A place in a YAML file. Values are taken as the text that stands there, so that {@code 7-9} and {@code 12:00} are what
 * they look like.
 *
 * @param file name of the file, for messages
 * @param key the key that the value stands behind
 * @param node the value
 */
record YamlTree(String file, String key, Node node) {

    /** {@return the document in {@code path}} */
    static YamlTree read(Path path) {
        String file = String.valueOf(path.getFileName());
        try {
            return new Compose(LoadSettings.builder().build())
                    .composeString(Files.readString(path))
                    .map(node -> new YamlTree(file, file, node))
                    .orElseThrow(() -> BadInputException.of("tariff.bad.empty", file));
        } catch (IOException e) {
            throw new BadInputException(Message.of("series.steps.bad.noFile", path), e);
        } catch (YamlEngineException e) {
            throw notYaml(file, e);
        }
    }

    private static BadInputException notYaml(String file, YamlEngineException e) {
        var mark = e instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark()
                : Optional.<org.snakeyaml.engine.v2.exceptions.Mark>empty();
        String problem =
                e instanceof MarkedYamlEngineException marked ? marked.getProblem() : String.valueOf(e.getMessage());
        int line = mark.map(it -> it.getLine() + 1).orElse(1);
        int column = mark.map(it -> it.getColumn() + 1).orElse(1);
        return new BadInputException(Message.of("tariff.bad.yaml", file, line, column, problem), e);
    }

    /** {@return the line of the file, from 1} */
    int line() {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    /** {@return a failure with the file, the line and the key of this value} */
    BadInputException bad(String message, Object... more) {
        return new BadInputException(said("tariff.bad." + message, more));
    }

    /** {@return a message with the file, the line and the key of this value, and what more there is to say} */
    Message said(String message, Object... more) {
        return Message.of(
                message,
                Stream.concat(Stream.of(file, line(), key), Stream.of(more)).toArray());
    }

    /** {@return the value, which must be a single one} */
    String text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        throw bad("text");
    }

    /** {@return the items of a list, or of one text with commas} */
    List<String> texts() {
        var items = node instanceof SequenceNode ? list().stream().map(YamlTree::text) : Stream.of(text());
        return items.flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    List<YamlTree> list() {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(item -> new YamlTree(file, key, item))
                    .toList();
        }
        throw bad("list");
    }

    /** {@return the values by their keys, in the order of the file} */
    Map<String, YamlTree> map() {
        if (!(node instanceof MappingNode mapping)) {
            throw bad("map");
        }
        var values = new LinkedHashMap<String, YamlTree>();
        for (var pair : mapping.getValue()) {
            String name = new YamlTree(file, key, pair.getKeyNode()).text();
            var value = new YamlTree(file, name, pair.getValueNode());
            if (values.put(name, value) != null) {
                throw value.bad("duplicate");
            }
        }
        return values;
    }

    /** {@return the values by their keys, each of which is one of {@code allowed}} */
    Map<String, YamlTree> map(List<String> allowed) {
        var values = map();
        var unknown = new ArrayList<>(values.values());
        unknown.removeIf(value -> allowed.contains(value.key));
        if (!unknown.isEmpty()) {
            throw unknown.getFirst().bad("unknown", String.join(", ", allowed));
        }
        return values;
    }
}
