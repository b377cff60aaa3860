package io.negawatt.plan.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.text.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesFileTest {
    private static final SeriesFile.Form BERLIN =
            new SeriesFile.Form(Optional.empty(), Optional.empty(), Optional.of(ZoneId.of("Europe/Berlin")));

    @TempDir
    private Path folder;

    @Test
    void reads_columns_with_units_gaps_and_missing_rows() throws IOException {
        var file = file("""
            time,carbon[g/kWh],load
            2024-01-01T00:00:00Z,100,5
            2024-01-01T01:00:00Z,,6
            2024-01-01T03:00:00Z,NaN,7
            2024-01-01T05:00:00+01:00,130,8
            """);
        var table = SeriesFile.read(file, SeriesFile.Form.PLAIN);
        assertThat(table.columns()).containsExactly("carbon", "load");
        assertThat(table.unit("carbon")).isEqualTo("g/kWh");
        assertThat(table.column("carbon").toArray()).containsExactly(100, Double.NaN, Double.NaN, Double.NaN, 130);
        assertThat(table.column("load").gaps()).isEqualTo(1);
    }

    @Test
    void an_hour_index_counts_from_the_start() throws IOException {
        var start = Instant.parse("2022-01-01T00:00:00Z");
        var form = new SeriesFile.Form(Optional.empty(), Optional.of(start), Optional.empty());
        var series = SeriesFile.read(file("hour,DE\n0,1\n1,2\n2,3\n"), form).column("DE");
        assertThat(series.start()).isEqualTo(start);
        assertThat(series.toArray()).containsExactly(1, 2, 3);
    }

    @Test
    void a_day_of_25_hours_has_its_hour_twice() throws IOException {
        var text = new StringBuilder("time,x\n");
        for (String hour : "00 01 02 02 03 04".split(" ")) {
            text.append("2023-10-29 ").append(hour).append(":00:00,1\n");
        }
        var series = SeriesFile.read(file(text.toString()), BERLIN).column("x");
        assertThat(series.size()).isEqualTo(6);
        assertThat(series.gaps()).isZero();
    }

    @Test
    void a_day_of_23_hours_has_no_hole() throws IOException {
        var text =
                "time,x\n2024-03-31T01:00:00,1\n2024-03-31T03:00:00,2\n2024-03-31T04:00:00,3\n2024-03-31T05:00:00,4\n";
        assertThat(SeriesFile.read(file(text), BERLIN).column("x").toArray()).containsExactly(1, 2, 3, 4);
        assertThatThrownBy(() -> SeriesFile.read(file(text.replace("T03", "T02")), BERLIN))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("did not exist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-01-01T02:00:00Z,abc | line 4, column 2",
                "2024-01-01T00:00:00Z,1 | line 4, column 1",
                "2024-01-01T01:00:00Z,1 | line 4, column 1",
                "2024-01-01T02:00:00,1 | names no zone",
                "yesterday,1 | is no time",
                "2024-01-01T02:17:00Z,1 | does not lie on the grid",
                "2024-01-01T02:00:00Z | 1 cells",
                "2024-01-01T02:00:00Z,Infinity | line 4, column 2",
            })
    void says_where_it_cannot_read(String line, String place) throws IOException {
        var file = file("time,x\n2024-01-01T00:00:00Z,1\n2024-01-01T01:00:00Z,1\n" + line
                + "\n2024-01-01T03:00:00Z,1\n2024-01-01T04:00:00Z,1\n");
        assertThatThrownBy(() -> SeriesFile.read(file, SeriesFile.Form.PLAIN).column("x"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(place);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("series.csv"), text);
    }
}
