package io.negawatt.plan.signal;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;

/** Reads answers in CSV; what is not as described is a {@link BadAnswerException} that names the column. */
final class Csv {
    private Csv() {}

    /** {@return the rows; a body whose last line is cut off is refused} */
    static List<NamedCsvRecord> rows(String body, String... columns) {
        if (!body.endsWith("\n")) {
            throw new BadAnswerException("signal.gap.csv", body.length());
        }
        try {
            var rows = CsvReader.builder().ofNamedCsvRecord(body).stream().toList();
            for (String column : columns) {
                if (rows.isEmpty() || !rows.getFirst().getHeader().contains(column)) {
                    throw new BadAnswerException("signal.gap.field", column);
                }
            }
            return rows;
        } catch (CsvParseException e) {
            throw new BadAnswerException("signal.gap.csv", body.length());
        }
    }

    static double number(String cell, String column) {
        try {
            return Double.parseDouble(cell.strip());
        } catch (NumberFormatException e) {
            throw new BadAnswerException("signal.gap.field", column);
        }
    }
}
