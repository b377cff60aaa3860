package io.negawatt.core.estimate;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A CSV file of cases (RFC 4180, UTF-8, with a header).
 *
 * @param file where it was read
 * @param header its columns in their order
 * @param rows its rows in their order
 */
public record CaseFile(Path file, List<String> header, List<CaseRow> rows) {

    public CaseFile {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /** {@return the rows of a file; one that is not there or is no CSV is refused} */
    public static CaseFile read(Path file) {
        try (var csv = CsvReader.builder()
                .detectBomHeader(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofNamedCsvRecord(file)) {
            var records = csv.stream().toList();
            if (records.isEmpty()) {
                throw BadInputException.of("estimate.bad.empty", file);
            }
            return new CaseFile(
                    file,
                    records.getFirst().getHeader(),
                    records.stream().map(CaseFile::row).toList());
        } catch (CsvParseException e) {
            throw new BadInputException(Message.of("estimate.bad.csv", file, String.valueOf(e.getMessage())), e);
        } catch (IOException | UncheckedIOException e) {
            throw new BadInputException(Message.of("estimate.bad.noFile", file), e);
        }
    }

    /** {@return what is made of a row; where that is refused, the message leads with file and line} */
    public <T> T at(CaseRow row, Function<CaseRow, T> make) {
        try {
            return make.apply(row);
        } catch (BadInputException e) {
            throw new BadInputException(Message.of("estimate.bad.row", file.getFileName(), row.line(), e.text()), e);
        }
    }

    private static CaseRow row(NamedCsvRecord line) {
        return new CaseRow(line.getStartingLineNumber(), line.getFieldsAsMap());
    }
}
