package io.negawatt.core.series;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads a series of steps from a CSV file with a header (RFC 4180, UTF-8): a column {@code time} in ISO 8601 with a zone, and
 * one named column of values whose unit may stand behind its name, such as {@code price[EUR/MWh]}. Other columns are left
 * alone.
 *
 * <p>A row holds until the next. A cell that is empty or says {@code NaN} is a gap, and so is a missing row, see
 * {@link StepRows}. What cannot be read is refused with file, line and column.
 */
public final class StepSeriesReader {
    private static final Pattern HEADER = Pattern.compile("([^\\[]*?)\\s*(?:\\[([^]]*)])?");

    private final String file;
    private final String name;
    private final boolean mayBeNegative;
    private final StepRows rows = new StepRows();
    private Optional<Columns> columns = Optional.empty();
    private long line;

    private StepSeriesReader(String file, String name, boolean mayBeNegative) {
        this.file = file;
        this.name = name;
        this.mayBeNegative = mayBeNegative;
    }

    /**
     * A series and the unit that the file gives for it.
     *
     * @param unit what stands in brackets behind the name of the column; empty text where nothing does
     */
    public record Column(String unit, StepSeries values) {}

    private record Columns(int count, int time, int value, String unit) {}

    /**
     * {@return the named column of {@code file}}
     *
     * @param name name of the column, without its unit
     * @param mayBeNegative whether values below 0 are allowed
     * @throws BadInputException where the file is missing or malformed
     */
    public static Column read(Path file, String name, boolean mayBeNegative) {
        var reader = new StepSeriesReader(String.valueOf(file.getFileName()), name, mayBeNegative);
        try (var quotes = new QuoteCount(Files.newInputStream(file));
                var csv = CsvReader.builder()
                        .detectBomHeader(true)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(quotes, StandardCharsets.UTF_8)) {
            csv.forEach(reader::take);
            return reader.column(quotes.isOdd());
        } catch (CsvParseException e) {
            throw new BadInputException(
                    Message.of("series.steps.bad.csv", reader.file, String.valueOf(e.getMessage())), e);
        } catch (IOException | UncheckedIOException e) {
            throw new BadInputException(Message.of("series.steps.bad.noFile", file), e);
        }
    }

    private void take(CsvRecord row) {
        line = row.getStartingLineNumber();
        if (columns.isEmpty()) {
            columns = Optional.of(header(row.getFields()));
            return;
        }
        var in = columns.get();
        if (row.getFieldCount() != in.count) {
            throw BadInputException.of("series.trace.bad.columns", file, line, row.getFieldCount(), in.count);
        }
        long timeNs = time(row.getField(in.time), () -> new TracePlace(file, line, in.time + 1, "time"));
        var place = new TracePlace(file, line, in.value + 1, name);
        rows.add(timeNs, value(row.getField(in.value), place));
    }

    private Columns header(List<String> names) {
        return new Columns(
                names.size(), column(names, "time"), column(names, name), unit(names.get(column(names, name))));
    }

    private int column(List<String> names, String wanted) {
        int[] found = IntStream.range(0, names.size())
                .filter(i -> part(names.get(i), 1).equals(wanted))
                .toArray();
        if (found.length != 1) {
            String key = found.length == 0 ? "series.steps.bad.noColumn" : "series.steps.bad.twice";
            throw BadInputException.of(key, file, wanted, String.join(", ", names));
        }
        return found[0];
    }

    private static String unit(String header) {
        return part(header, 2).strip();
    }

    private static String part(String header, int group) {
        var parts = HEADER.matcher(header.strip());
        return parts.matches() ? Optional.ofNullable(parts.group(group)).orElse("") : "";
    }

    private long time(String text, Supplier<TracePlace> place) {
        long ns;
        try {
            ns = TraceTime.calendarNs(text.strip(), place);
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            throw new BadInputException(
                    place.get().bad("series.steps.bad.time", text).text(), e);
        }
        if (!rows.isAfterLast(ns)) {
            throw place.get().bad("series.trace.bad.order", text);
        }
        return ns;
    }

    private double value(String text, TracePlace place) {
        double value;
        try {
            value = Decimals.value(text.toCharArray(), 0, text.length());
        } catch (NumberFormatException e) {
            throw new BadInputException(place.bad("series.trace.bad.cell", text).text(), e);
        }
        if (Double.isInfinite(value)) {
            throw place.bad("series.trace.bad.cell", text);
        }
        if (value < 0 && !mayBeNegative) {
            throw place.bad("series.steps.bad.negative", text);
        }
        return value;
    }

    private Column column(boolean quoteOpen) {
        var in = columns.orElseThrow(() -> BadInputException.of("series.steps.bad.rows", file, 0));
        if (quoteOpen) {
            throw BadInputException.of("series.trace.bad.quote", file, line);
        }
        if (rows.size() < 2) {
            throw BadInputException.of("series.steps.bad.rows", file, rows.size());
        }
        return new Column(in.unit, rows.series());
    }
}
