package io.negawatt.core.estimate;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Named cells of one case, from a file or from options. An empty cell is one that is not given.
 *
 * @param line line of the file; 0 for options
 * @param cells text by column; belongs to the row from here on
 */
public record CaseRow(long line, Map<String, String> cells) {

    public CaseRow {
        cells = Collections.unmodifiableMap(cells);
    }

    /** {@return the text of a column; empty where it is not given} */
    public Optional<String> text(String column) {
        return Optional.ofNullable(cells.get(column)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** {@return the text of a column that a case cannot do without} */
    String needed(String column) {
        return text(column).orElseThrow(() -> BadInputException.of("estimate.bad.missing", column));
    }

    /** {@return the positive number of a column; empty where it is not given} */
    OptionalDouble positive(String column) {
        return text(column)
                .map(text -> OptionalDouble.of(positive(column, text)))
                .orElse(OptionalDouble.empty());
    }

    /** {@return the positive number of a column that a case cannot do without} */
    double neededPositive(String column) {
        return positive(column, needed(column));
    }

    /** {@return the whole number of a column, at least 1} */
    int count(String column, int otherwise) {
        double value = positive(column).orElse(otherwise);
        if (value != Math.rint(value) || value > Integer.MAX_VALUE) {
            throw BadInputException.of(
                    "estimate.bad.whole", column, text(column).orElse(""));
        }
        return (int) value;
    }

    private static double positive(String column, String text) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new BadInputException(Message.of("estimate.bad.number", column, text), e);
        }
        if (!(value > 0) || Double.isInfinite(value)) {
            throw BadInputException.of("estimate.bad.positive", column, text);
        }
        return value;
    }
}
