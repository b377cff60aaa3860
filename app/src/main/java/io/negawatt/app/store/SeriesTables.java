package io.negawatt.app.store;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.plan.signal.SeriesFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/**
 * Series from a file in CSV or in Parquet, told apart by the name. A table of Parquet is read as the same table of CSV would
 * be: line 1 of its messages is the header. A timestamp that is adjusted to UTC says its zone; another needs a clock.
 */
public final class SeriesTables {
    private SeriesTables() {}

    /**
     * {@return the file, read whole}
     *
     * @throws BadInputException where it is missing or malformed
     */
    public static SeriesFile read(Path file, SeriesFile.Form form) {
        String name = String.valueOf(file.getFileName());
        return name.toLowerCase(Locale.ROOT).endsWith(".parquet")
                ? SeriesFile.of(name, csv(file), form)
                : SeriesFile.read(file, form);
    }

    private static String csv(Path file) {
        if (!Files.isReadable(file)) {
            throw BadInputException.of("series.steps.bad.noFile", file);
        }
        try (var engine = Engine.open()) {
            return csv(engine, "read_parquet(" + Engine.literal(file) + ")");
        } catch (SQLException | IOException e) {
            String why = Optional.ofNullable(e.getMessage())
                    .orElse("?")
                    .lines()
                    .findFirst()
                    .orElse("?");
            throw new BadInputException(Message.of("signal.bad.parquet", file.getFileName(), why), e);
        }
    }

    private static String csv(DuckDBConnection engine, String table) throws SQLException, IOException {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text);
                var statement = engine.createStatement()) {
            var columns = columns(statement, table);
            csv.writeRecord(columns.keySet());
            try (var rows =
                    statement.executeQuery("SELECT %s FROM %s".formatted(String.join(", ", columns.values()), table))) {
                while (rows.next()) {
                    csv.writeRecord(cells(rows, columns.size()));
                }
            }
        }
        return text.toString();
    }

    /** {@return what gives each column as text, by its name} */
    private static Map<String, String> columns(Statement statement, String table) throws SQLException {
        var columns = new LinkedHashMap<String, String>();
        try (var described = statement.executeQuery("DESCRIBE SELECT * FROM " + table)) {
            while (described.next()) {
                String name = described.getString("column_name");
                columns.put(name, asText(name, described.getString("column_type")));
            }
        }
        return columns;
    }

    /** {@return the column as text; times that are told in UTC say so} */
    private static String asText(String name, String type) {
        String column = '"' + name.replace("\"", "\"\"") + '"';
        return type.startsWith("TIMESTAMP WITH TIME ZONE")
                ? "strftime(%s AT TIME ZONE 'UTC', '%%Y-%%m-%%dT%%H:%%M:%%S.%%fZ')".formatted(column)
                : "CAST(%s AS VARCHAR)".formatted(column);
    }

    private static List<String> cells(ResultSet rows, int count) throws SQLException {
        var cells = new ArrayList<String>();
        for (int i = 1; i <= count; i++) {
            cells.add(Optional.ofNullable(rows.getString(i)).orElse(""));
        }
        return cells;
    }
}
