package io.negawatt.app.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bounds of what a document says; a property that Jackson did not find is refused by its name. */
final class Check {
    private Check() {}

    /** {@return the text, where it has 1 to {@code most} characters and none that controls a terminal} */
    static String text(String name, @Nullable String value, int most) {
        if (value == null || value.isBlank()) {
            throw Problem.of(400, "bad.property.missing", name);
        }
        if (value.length() > most || value.chars().anyMatch(Character::isISOControl)) {
            throw Problem.of(400, "bad.property.text", name, most);
        }
        return value;
    }

    static String choice(String name, @Nullable String value, List<String> allowed) {
        if (value == null || !allowed.contains(value)) {
            throw Problem.of(400, "bad.parameter.choice", name, String.valueOf(value), String.join(", ", allowed));
        }
        return value;
    }

    /** {@return the value that has to be there} */
    static <T> T there(String name, @Nullable T value) {
        if (value == null) {
            throw Problem.of(400, "bad.property.missing", name);
        }
        return value;
    }

    static double range(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw Problem.of(400, "bad.parameter.range", name, value, least, most);
        }
        return value;
    }
}
