package io.negawatt.train.learn;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.train.learn.LabeledTexts.Columns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads labeled texts from CSV with a header (RFC 4180). */
final class LabeledCsv {
    private final String name;
    private final Columns columns;
    private final LabeledRows rows;
    private Optional<Header> header = Optional.empty();
    private long line;

    private record Header(int count, int text, int label) {}

    private LabeledCsv(String name, Columns columns, LabeledRows rows) {
        this.name = name;
        this.columns = columns;
        this.rows = rows;
    }

    static void read(String name, String csv, Columns columns, LabeledRows rows) {
        var reader = new LabeledCsv(name, columns, rows);
        try (var records = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(csv)) {
            records.forEach(reader::take);
        } catch (CsvParseException e) {
            throw new BadInputException(
                    Message.of("train.labels.bad.csv", name, reader.line, String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // FastCSV takes the end of the file for the missing quote, and all rows until there for one cell.
        if (csv.chars().filter(c -> c == '"').count() % 2 != 0) {
            throw BadInputException.of("train.labels.bad.quote", name, reader.line);
        }
    }

    private void take(CsvRecord row) {
        line = row.getStartingLineNumber();
        if (header.isEmpty()) {
            header = Optional.of(
                    header(row.getFields().stream().map(String::strip).toList()));
            return;
        }
        var in = header.get();
        if (row.getFieldCount() != in.count) {
            throw BadInputException.of("train.labels.bad.columns", name, line, row.getFieldCount(), in.count);
        }
        rows.add(row.getField(in.text), row.getField(in.label), line);
    }

    private Header header(List<String> names) {
        return new Header(names.size(), column(names, columns.text()), column(names, columns.label()));
    }

    private int column(List<String> names, String wanted) {
        int[] found = IntStream.range(0, names.size())
                .filter(i -> names.get(i).equals(wanted))
                .toArray();
        return switch (found.length) {
            case 1 -> found[0];
            case 0 -> throw BadInputException.of("train.labels.bad.column", name, wanted, String.join(", ", names));
            default -> throw BadInputException.of("train.labels.bad.twice", name, wanted);
        };
    }
}
