package io.negawatt.plan.signal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads answers in JSON; what is not as described is a {@link BadAnswerException} that names the field. */
final class Json {
    private Json() {}

    static JsonNode parse(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            throw new BadAnswerException("signal.gap.json", body.length());
        }
    }

    static JsonNode array(JsonNode parent, String field) {
        var array = parent.path(field);
        if (!array.isArray()) {
            throw new BadAnswerException("signal.gap.field", field);
        }
        return array;
    }

    static String text(JsonNode parent, String field) {
        var text = parent.path(field);
        if (!text.isString()) {
            throw new BadAnswerException("signal.gap.field", field);
        }
        return text.asString();
    }

    /** {@return a number, also where it is written as text} */
    static double number(JsonNode value, String field) {
        if (value.isNumber()) {
            return value.asDouble();
        }
        try {
            return Double.parseDouble(value.asString());
        } catch (NumberFormatException | JacksonException e) {
            throw new BadAnswerException("signal.gap.field", field);
        }
    }

    static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new BadAnswerException("signal.gap.time", text.length() > 40 ? text.substring(0, 40) : text);
        }
    }
}
