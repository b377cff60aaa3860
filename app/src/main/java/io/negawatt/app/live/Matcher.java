package io.negawatt.app.live;

import io.negawatt.core.text.BadInputException;
import java.util.List;

/**
 * What a label of a series must be.
 *
 * @param label name of the label; a series without it has the value {@code ""}
 * @param values for {@link Match#IS} and {@link Match#IS_NOT} any number of values, for {@link Match#BEGINS} one
 */
public record Matcher(String label, Match match, List<String> values) {

    /** How a value is compared; no patterns, whose cost somebody else would choose. */
    public enum Match {
        /** The value is one of those given. */
        IS,
        /** The value is none of those given. */
        IS_NOT,
        /** The value begins with the one given. */
        BEGINS
    }

    /** @throws BadInputException where {@link Match#BEGINS} has not one value */
    public Matcher {
        values = List.copyOf(values);
        if (match == Match.BEGINS && values.size() != 1) {
            throw BadInputException.of("live.matcher.beginnings", label, values.size());
        }
    }

    /** {@return a matcher for one value} */
    public static Matcher is(String label, String value) {
        return new Matcher(label, Match.IS, List.of(value));
    }

    boolean matches(Series series) {
        String value = series.labels().getOrDefault(label, "");
        return switch (match) {
            case IS -> values.contains(value);
            case IS_NOT -> !values.contains(value);
            case BEGINS -> value.startsWith(values.getFirst());
        };
    }
}
