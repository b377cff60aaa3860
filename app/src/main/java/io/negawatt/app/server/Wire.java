package io.negawatt.app.server;

import io.negawatt.core.text.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies.NamingBase;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON: {@code energyJPerUnit} is {@code energy_j_per_unit}, an empty optional is {@code null}. */
final class Wire {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(new Names())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private Wire() {}

    /** Jackson's own strategy takes {@code JPer} for one word. */
    private static final class Names extends NamingBase {
        private static final long serialVersionUID = 1L;

        @Override
        public String translate(String name) {
            var text = new StringBuilder();
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                if (Character.isUpperCase(c)) {
                    text.append('_');
                }
                text.append(Character.toLowerCase(c));
            }
            return text.toString();
        }
    }

    static byte[] bytes(Object document) {
        return MAPPER.writeValueAsBytes(document);
    }

    /** {@return the document that a caller sent; what it cannot be is said with its place, and not in the words of the program} */
    static <T> T read(byte[] body, Class<T> type) {
        try {
            return MAPPER.readValue(body, type);
        } catch (DatabindException e) {
            throw Problem.ofInput("bad.json", Message.of("server.problem.bad.json.at", place(e)));
        } catch (JacksonException e) {
            throw Problem.ofInput("bad.json", Message.of("server.problem.bad.json", e.getOriginalMessage()));
        }
    }

    private static String place(DatabindException e) {
        var place = new StringBuilder();
        e.getPath()
                .forEach(it ->
                        place.append('/').append(it.getPropertyName() == null ? it.getIndex() : it.getPropertyName()));
        return place.isEmpty() ? "/" : place.toString();
    }
}
