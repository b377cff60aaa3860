package io.negawatt.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.series.StepSeries.Block;
import io.negawatt.core.text.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepSeriesReaderTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void reads_a_column_with_its_unit_and_leaves_others_alone() throws IOException {
        var column = read("""
            region,time,price[EUR/MWh],note
            DE,2026-03-01T00:00:00+01:00,62.5,a
            DE,2026-03-01T01:00:00+01:00,-3,"b, c"
            """);
        assertThat(column.unit()).isEqualTo("EUR/MWh");
        assertThat(column.values())
                .isEqualTo(new StepSeries(
                        List.of(new Block(Instant.parse("2026-02-28T23:00:00Z"), HOUR, List.of(62.5, -3.0)))));
    }

    @Test
    void an_empty_cell_and_a_missing_row_are_gaps() throws IOException {
        var series = read("""
            time,price
            2026-03-01T00:00:00Z,1
            2026-03-01T01:00:00Z,2
            2026-03-01T02:00:00Z,
            2026-03-01T03:00:00Z,3
            2026-03-01T05:00:00Z,4
            2026-03-01T06:00:00Z,5
            2026-03-01T07:00:00Z,NaN
            """).values();
        assertThat(series.blocks())
                .containsExactly(
                        block("2026-03-01T00:00:00Z", HOUR, 1.0, 2.0),
                        block("2026-03-01T03:00:00Z", HOUR, 3.0),
                        block("2026-03-01T05:00:00Z", HOUR, 4.0, 5.0));
        var mean = series.over(Instant.parse("2026-03-01T01:30:00Z"), Instant.parse("2026-03-01T03:30:00Z"));
        assertThat(mean.value()).isCloseTo(2.5, within(1e-12));
        assertThat(mean.known()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void a_market_may_change_from_hours_to_quarters() throws IOException {
        var rows = new StringBuilder("time,price\n");
        var at = Instant.parse("2025-09-30T20:00:00Z");
        for (int i = 0; i < 12; i++) {
            rows.append(at).append(',').append(i).append('\n');
            at = at.plus(i < 4 ? HOUR : QUARTER);
        }
        assertThat(read(rows.toString()).values().blocks())
                .containsExactly(
                        block("2025-09-30T20:00:00Z", HOUR, 0.0, 1.0, 2.0, 3.0),
                        block("2025-10-01T00:00:00Z", QUARTER, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0));
    }

    @Test
    void what_cannot_be_read_is_refused_with_its_place() {
        String row = "2026-03-01T00:00:00Z,1\n";
        String next = "2026-03-01T01:00:00Z,1\n";
        refused("", "p.csv", "0 rows");
        refused("time,price\n" + row, "p.csv", "1 rows");
        refused("when,price\n" + row + next, "line 1", "\"time\"", "when, price");
        refused("time,price[EUR/MWh],price[CNY/kWh]\n", "line 1", "more than one column", "\"price\"");
        refused("time,price\n2026-03-01T00:00:00,1\n" + next, "line 2", "column 1", "names no zone");
        refused("time,price\nyesterday,1\n" + next, "line 2", "yesterday");
        refused("time,price\n2026-02-30T00:00:00Z,1\n" + next, "line 2", "2026-02-30");
        refused("time,price\n" + next + row, "line 3", "not later");
        refused("time,price\n" + row + row, "line 3", "not later");
        refused("time,price\n" + row + "2026-03-01T01:00:00Z,1 CNY\n", "line 3", "column 2", "1 CNY");
        refused("time,price\n" + row + "2026-03-01T01:00:00Z,inf\n", "line 3", "inf");
        refused("time,price\n" + row + "2026-03-01T01:00:00Z\n", "line 3", "1 cells");
        refused("time,price\n" + row + next + "2026-03-01T02:00:00Z,\"1\n", "quote");
        assertThatThrownBy(() -> StepSeriesReader.read(folder.resolve("none.csv"), "price", true))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("none.csv");
    }

    @Test
    void values_below_zero_are_refused_where_they_cannot_be() throws IOException {
        var file = write("time,carbon\n2026-03-01T00:00:00Z,1\n2026-03-01T01:00:00Z,-1\n");
        assertThatThrownBy(() -> StepSeriesReader.read(file, "carbon", false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("line 3", "column 2", "-1");
    }

    @Test
    void a_mean_of_equal_values_is_that_value() {
        var mean = new WeightedMean();
        for (int i = 1; i < 1000; i++) {
            mean.add(0.1, 1.0 / i);
        }
        assertThat(mean.mean()).isEqualTo(0.1);
    }

    private void refused(String text, CharSequence... parts) {
        assertThatThrownBy(() -> read(text))
                .as(text)
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(parts);
    }

    private StepSeriesReader.Column read(String text) throws IOException {
        return StepSeriesReader.read(write(text), "price", true);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("p.csv"), text);
    }

    private static Block block(String from, Duration step, Double... values) {
        return new Block(Instant.parse(from), step, List.of(values));
    }
}
