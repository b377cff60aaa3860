package io.negawatt.app.store;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table of text cells as CSV or as Parquet with typed columns. An empty cell says that nothing is known. */
public final class ParquetTable {
    private static final String SPREADSHEET_FORMULA = "=+-@\t\r";

    private ParquetTable() {}

    /** What a column holds. */
    public enum Type {
        TEXT("VARCHAR"),
        WHOLE("BIGINT"),
        NUMBER("DOUBLE"),
        /** A time in ISO 8601. */
        TIME("TIMESTAMPTZ");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }
    }

    /**
     * {@return the table as CSV in UTF-8}
     *
     * <p>A text that a spreadsheet would take for a formula gets an apostrophe in front, since names come from strangers.
     */
    public static byte[] csv(List<String> columns, List<List<String>> rows) {
        return written(
                columns,
                rows.stream()
                        .map(row -> row.stream().map(ParquetTable::harmless).toList())
                        .toList());
    }

    private static String harmless(String cell) {
        boolean number = cell.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?");
        return !cell.isEmpty() && !number && SPREADSHEET_FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    private static byte[] written(List<String> columns, List<List<String>> rows) {
        var text = new StringWriter();
        var csv = CsvWriter.builder().build(text);
        csv.writeRecord(columns);
        rows.forEach(csv::writeRecord);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** {@return the table as Parquet; loads the database engine} */
    public static byte[] parquet(Map<String, Type> columns, List<List<String>> rows) throws StoreException {
        try {
            var folder = Files.createTempDirectory("negawatt-table");
            try {
                return parquet(folder, columns, rows);
            } finally {
                Files.deleteIfExists(folder.resolve("table.csv"));
                Files.deleteIfExists(folder.resolve("table.parquet"));
                Files.delete(folder);
            }
        } catch (SQLException e) {
            throw new StoreException(Message.of("store.samples.failed", String.valueOf(e.getMessage())), e);
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreException(Message.of("store.samples.failed", Reasons.of(e)), e);
        }
    }

    private static byte[] parquet(Path folder, Map<String, Type> columns, List<List<String>> rows)
            throws IOException, SQLException {
        var csv = folder.resolve("table.csv");
        var parquet = folder.resolve("table.parquet");
        Files.write(csv, written(List.copyOf(columns.keySet()), rows));
        String types = columns.entrySet().stream()
                .map(it -> "'%s': '%s'".formatted(it.getKey(), it.getValue().sql))
                .collect(Collectors.joining(", ", "{", "}"));
        try (var engine = Engine.open();
                var statement = engine.createStatement()) {
            statement.execute("""
                COPY (SELECT * FROM read_csv(%s, header = true, auto_detect = false, delim = ',', quote = '"',
                    escape = '"', nullstr = '', columns = %s))
                TO %s (FORMAT parquet, COMPRESSION zstd)\
                """.formatted(Engine.literal(csv), types, Engine.literal(parquet)));
        }
        return Files.readAllBytes(parquet);
    }
}
