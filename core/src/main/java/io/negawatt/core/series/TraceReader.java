package io.negawatt.core.series;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a recorded trace from a CSV file with a header (RFC 4180, UTF-8, with or without byte order mark).
 *
 * <p>A cell that is empty or says {@code NaN} is a gap. What cannot be read is refused with file, line and column. Rows are
 * streamed into primitive columns: ten million rows of two columns take 160 MB.
 */
public final class TraceReader {
    private TraceReader() {}

    /** {@return the trace in {@code file}}
     *
     * @throws BadInputException where the file is missing, malformed, or leaves open what to read
     */
    public static Trace read(Path file, TraceOptions options) {
        try (var in = Files.newInputStream(file)) {
            return read(String.valueOf(file.getFileName()), in, options);
        } catch (IOException | UncheckedIOException e) {
            throw new BadInputException(Message.of("series.trace.bad.noFile", file), e);
        }
    }

    /** {@return the trace in {@code in}, which messages call {@code name}}
     *
     * @throws BadInputException where it is malformed or leaves open what to read
     * @throws UncheckedIOException where {@code in} fails
     */
    public static Trace read(String name, InputStream in, TraceOptions options) {
        var rows = new TraceRows(name, options);
        var builder =
                CsvReader.builder().detectBomHeader(true).allowExtraFields(true).allowMissingFields(true);
        var quotes = new QuoteCount(in);
        try (var csv = builder.build(rows, quotes, StandardCharsets.UTF_8)) {
            csv.forEach(_ -> {});
            if (quotes.isOdd()) {
                throw BadInputException.of(
                        "series.trace.bad.quote", name, rows.place().line());
            }
            return rows.trace();
        } catch (CsvParseException e) {
            throw cause(e, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BadInputException cause(CsvParseException failure, TraceRows rows) {
        if (failure.getCause() instanceof BadInputException bad) {
            return bad;
        }
        var place = rows.place();
        var reason = failure.getCause() instanceof CsvParseException inner ? inner : failure;
        return new BadInputException(
                Message.of(
                        "series.trace.bad.csv",
                        place.file(),
                        place.line(),
                        rows.nextColumn(),
                        String.valueOf(reason.getMessage())),
                failure);
    }
}
