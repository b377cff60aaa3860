package io.negawatt.plan.jobs;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Links between zones in a CSV file with the header {@code from, to, kwh_per_gb, round_trip_ms}. */
public final class LinksFile {
    private static final List<String> COLUMNS = List.of("from", "to", "kwh_per_gb", "round_trip_ms");

    private LinksFile() {}

    /**
     * {@return the links of a file}
     *
     * @throws BadInputException where it is missing or malformed; says the line and what is allowed
     */
    public static List<TransferLink> read(Path file) {
        String name = String.valueOf(file.getFileName());
        try (var csv = CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
            var links = new ArrayList<TransferLink>();
            csv.stream().forEach(row -> links.add(link(name, row)));
            return links;
        } catch (CsvParseException e) {
            throw new BadInputException(Message.of("series.steps.bad.csv", name, String.valueOf(e.getMessage())), e);
        } catch (IOException | UncheckedIOException e) {
            throw new BadInputException(Message.of("series.steps.bad.noFile", file), e);
        }
    }

    private static TransferLink link(String file, NamedCsvRecord row) {
        return new TransferLink(
                text(file, row, "from"),
                text(file, row, "to"),
                number(file, row, "kwh_per_gb"),
                number(file, row, "round_trip_ms"));
    }

    private static String text(String file, NamedCsvRecord row, String column) {
        return row.findField(column)
                .orElseThrow(() ->
                        BadInputException.of("optimize.file.column", file, column, String.join(", ", COLUMNS), "—"));
    }

    private static double number(String file, NamedCsvRecord row, String column) {
        String text = text(file, row, column).strip();
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new BadInputException(
                    Message.of("optimize.file.number", file, row.getStartingLineNumber(), column, text), e);
        }
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw BadInputException.of("optimize.file.negative", file, row.getStartingLineNumber(), column, text);
        }
        return value;
    }
}
