package io.negawatt.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.text.BadInputException;
import io.negawatt.plan.signal.SeriesFile;
import io.negawatt.plan.signal.SeriesFile.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesTablesTest {
    private static final String ROWS = """
        SELECT TIMESTAMPTZ '2024-01-01 00:00:00+00' + to_hours(h) AS time,
            CASE WHEN h = 2 THEN NULL ELSE h * 1.5e-3 END AS "carbon[g/kWh]", 'me, "you"' AS source
        FROM (VALUES (0), (1), (2), (4)) AS rows(h)\
        """;

    @TempDir
    private Path folder;

    @Test
    void parquet_and_csv_give_the_same_series() throws SQLException {
        var parquet = SeriesTables.read(written("a.parquet", ROWS), Form.PLAIN);
        var csv = SeriesTables.read(
                written("a.csv", ROWS.replace("TIMESTAMPTZ '2024-01-01 00:00:00+00'", "TIMESTAMP '2024-01-01'")),
                clock("UTC"));
        assertThat(parquet.columns()).isEqualTo(csv.columns()).contains("carbon", "source");
        assertThat(parquet.unit("carbon")).isEqualTo("g/kWh");
        same(parquet, csv);
        assertThat(parquet.column("carbon").toArray()).containsExactly(0, 1.5e-3, Double.NaN, Double.NaN, 6e-3);
        assertThat(parquet.column("carbon").step()).isEqualTo(Duration.ofHours(1));
    }

    private static void same(SeriesFile a, SeriesFile b) {
        assertThat(a.column("carbon").start()).isEqualTo(b.column("carbon").start());
        assertThat(a.column("carbon").toArray()).isEqualTo(b.column("carbon").toArray());
    }

    @Test
    void a_timestamp_without_a_zone_needs_a_clock() throws SQLException {
        var file = written(
                "local.parquet",
                "SELECT TIMESTAMP '2024-01-01' + to_hours(h) AS time, h AS x FROM range(3) AS rows(h)");
        assertThatThrownBy(() -> SeriesTables.read(file, Form.PLAIN))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("local.parquet, line 2", "zone");
        assertThat(SeriesTables.read(file, clock("Asia/Shanghai")).column("x").start())
                .isEqualTo(Instant.parse("2023-12-31T16:00:00Z"));
    }

    @Test
    void what_is_not_there_or_no_parquet_is_refused() throws IOException {
        assertThatThrownBy(() -> SeriesTables.read(folder.resolve("none.parquet"), Form.PLAIN))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("none.parquet");
        var text = Files.writeString(folder.resolve("text.parquet"), "time,x\n2024-01-01T00:00:00Z,1\n");
        assertThatThrownBy(() -> SeriesTables.read(text, Form.PLAIN))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("text.parquet", "Parquet");
    }

    private Path written(String name, String query) throws SQLException {
        var file = folder.resolve(name);
        try (var engine = Engine.open();
                var statement = engine.createStatement()) {
            String form = name.endsWith(".csv") ? "(FORMAT csv, HEADER)" : "(FORMAT parquet)";
            statement.execute("COPY (%s) TO %s %s".formatted(query, Engine.literal(file), form));
        }
        return file;
    }

    private static Form clock(String zone) {
        return new Form(Optional.empty(), Optional.empty(), Optional.of(ZoneId.of(zone)));
    }
}
