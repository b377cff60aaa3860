package io.negawatt.core.catalog;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.negawatt.core.units.Interval;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A file of the catalog. The files ship with the program, so that a bad one is a programming error: it throws with file,
 * line and column.
 */
final class Table {
    private Table() {}

    /** {@return one value for each row of {@code file}, in its order} */
    static <T> List<T> read(String file, Function<Line, T> toValue) {
        try (var in = Table.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its catalog file " + file);
            }
            var reader = CsvReader.builder()
                    .commentStrategy(CommentStrategy.SKIP)
                    .ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8));
            return reader.stream()
                    .map(row -> toValue.apply(new Line(file, row)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A row; the accessors name the place where a figure cannot be read. */
    record Line(String file, NamedCsvRecord row) {

        String text(String column) {
            return row.getField(column);
        }

        double number(String column) {
            try {
                return Double.parseDouble(text(column));
            } catch (NumberFormatException e) {
                throw bad(column, e);
            }
        }

        int integer(String column) {
            try {
                return Integer.parseInt(text(column));
            } catch (NumberFormatException e) {
                throw bad(column, e);
            }
        }

        /** {@return the names parted by {@code |}; none where the file has no such column} */
        List<String> list(String column) {
            String text = row.findField(column).orElse("");
            return text.isEmpty() ? List.of() : List.of(text.split("\\|"));
        }

        /** {@return the range in columns such as {@code low_w}, {@code mid_w}, {@code high_w} for {@code ("", "w")}} */
        Interval range(String prefix, String unit) {
            String end = unit.isEmpty() ? "" : "_" + unit;
            try {
                return new Interval(
                        number(prefix + "low" + end), number(prefix + "mid" + end), number(prefix + "high" + end));
            } catch (IllegalArgumentException e) {
                throw bad(prefix + "low" + end, e);
            }
        }

        OptionalInt year() {
            return row.findField("year").isPresent() ? OptionalInt.of(integer("year")) : OptionalInt.empty();
        }

        Names names() {
            return new Names(text("name_en"), text("name_zh"));
        }

        Origin origin() {
            return new Origin(
                    text("source"), Origin.Status.valueOf(text("status").toUpperCase(Locale.ROOT)));
        }

        private IllegalStateException bad(String column, RuntimeException cause) {
            return new IllegalStateException(
                    "%s line %d, column %s: %s"
                            .formatted(file, row.getStartingLineNumber(), column, cause.getMessage()),
                    cause);
        }
    }
}
