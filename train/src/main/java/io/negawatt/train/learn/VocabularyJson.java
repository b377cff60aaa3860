package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Vocabularies as JSON: {@code {"kind":"bytes"}}, {@code {"kind":"pairs","merges":[[32,116],…]}} or
 * {@code {"kind":"words","words":["the",…]}}.
 */
final class VocabularyJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private VocabularyJson() {}

    static String write(Vocabulary vocabulary) {
        var node = MAPPER.createObjectNode();
        switch (vocabulary) {
            case ByteVocabulary _ -> node.put("kind", "bytes");
            case BytePairVocabulary pairs -> {
                var merges = node.put("kind", "pairs").putArray("merges");
                for (long pair : pairs.merges()) {
                    merges.addArray().add(PairCounts.left(pair)).add(PairCounts.right(pair));
                }
            }
            case WordVocabulary words -> {
                var list = node.put("kind", "words").putArray("words");
                words.words().forEach(list::add);
            }
        }
        return MAPPER.writeValueAsString(node);
    }

    static Vocabulary read(String text) {
        try {
            var node = MAPPER.readTree(text);
            String kind = string(need(node, "kind"));
            return switch (kind) {
                case "bytes" -> new ByteVocabulary();
                case "pairs" -> pairs(need(node, "merges"));
                case "words" -> words(need(node, "words"));
                default -> throw new IllegalArgumentException("kind '%s'".formatted(kind));
            };
        } catch (JacksonException | IllegalArgumentException e) {
            throw new BadInputException(Message.of("train.vocabulary.bad", String.valueOf(e.getMessage())), e);
        }
    }

    private static BytePairVocabulary pairs(JsonNode merges) {
        var all = new ArrayList<Long>();
        for (var pair : merges) {
            if (pair.size() != 2) {
                throw new IllegalArgumentException("merge %d is no pair".formatted(all.size()));
            }
            all.add(PairCounts.pair(whole(pair.get(0)), whole(pair.get(1))));
        }
        return new BytePairVocabulary(all);
    }

    private static WordVocabulary words(JsonNode words) {
        var all = new ArrayList<String>();
        words.forEach(word -> all.add(string(word)));
        return new WordVocabulary(all);
    }

    private static JsonNode need(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name))
                .orElseThrow(() -> new IllegalArgumentException("'%s' is missing".formatted(name)));
    }

    private static String string(JsonNode node) {
        return node.stringValueOpt().orElseThrow(() -> new IllegalArgumentException("%s is no text".formatted(node)));
    }

    private static int whole(JsonNode node) {
        return node.intValueOpt()
                .orElseThrow(() -> new IllegalArgumentException("%s is no whole number".formatted(node)));
    }
}
