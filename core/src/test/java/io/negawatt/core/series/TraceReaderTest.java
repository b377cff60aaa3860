package io.negawatt.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Power;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceReaderTest {
    private static final TraceOptions GUESSED = TraceOptions.guessed();

    @Test
    void readsPowerAndSaysWhatItGuessed() {
        var trace = read("t_s,node_W,note\n0,100,a\n1.5,300,b\n2,300,\n");

        assertThat(trace.size()).isEqualTo(3);
        assertThat(trace.elapsedS()).isEqualTo(2);
        assertThat(trace.timeNs(1)).isEqualTo(1_500_000_000L);
        assertThat(trace.start()).isEmpty();
        assertThat(trace.columns()).singleElement().satisfies(column -> {
            assertThat(column.name()).isEqualTo("node_W");
            assertThat(column.kind()).isEqualTo(Trace.Kind.WATTS);
            assertThat(column.value(1)).isEqualTo(300);
        });
        assertThat(trace.notes()).singleElement().asString().contains("time from \"t_s\", W from node_W");
        assertTotal(trace, 450, 2, 0);
    }

    @Test
    void saysNothingWhereNothingIsGuessed() {
        var options = GUESSED.withTime("when").withWatts(List.of("p"));

        assertThat(read("p,when\n5,0\n5,1\n", options).notes()).isEmpty();
    }

    @Test
    void multipliesByTheNodesAndAddsNoColumnTwice() {
        var trace = read("t_s,gpu0_W,gpu1_W\n0,1,2\n1,1,2\n", GUESSED.withNodes(64));

        assertThat(trace.nodes()).isEqualTo(64);
        assertThat(trace.columns()).hasSize(2);
        assertThat(trace.total(trace.columns().get(0)).energyJ()).isEqualTo(64);
        assertThat(trace.total(trace.columns().get(1)).energyJ()).isEqualTo(128);
        assertThat(read("t_s,a_W\n0,1\n1,1\n", GUESSED.withWatts(List.of("a_W", "a_W")))
                        .columns())
                .hasSize(1);
    }

    @Test
    void readsCountersThatWrap() {
        String csv = "t_s,package_J\n0,90\n1,99\n2,4\n3,8\n";

        assertTotal(read(csv), 13, 2, 1);
        assertTotal(read(csv, GUESSED.withRange(new Energy(100))), 18, 3, 0);
        assertTotal(read(csv, GUESSED.withRange(new Energy(100)).withMaxPower(new Power(8))), 9, 2, 1);
        assertTotal(read("t_s,e\n0,1e15\n1,1000000000000100\n", GUESSED.withJoules(List.of("e"))), 100, 1, 0);
    }

    @Test
    void aCellWithoutAValueIsAGap() {
        assertTotal(read("t_s,a_W\n0,100\n1,NaN\n2,100\n3,100\n"), 100, 1, 2);
        assertTotal(read("t_s,a_W\n0,\n1,100\n2,100\n3,-5\n"), 100, 1, 2);
        assertTotal(read("t_s,a_J\n0,N/A\n1,100\n2,150\n3,\n"), 50, 1, 2);
    }

    @Test
    void aLongHoleIsAGap() {
        String csv = "t_s,a_W\n0,1\n1,1\n2,1\n100,1\n101,1\n";

        assertTotal(read(csv), 3, 3, 98);
        assertTotal(read(csv, GUESSED.withLongestHole(Duration.ofSeconds(98))), 101, 101, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T08:00:00Z, 2026-01-31T08:00:01.5Z",
        "2026-01-31T16:00:00+08:00, 2026-01-31T16:00:01.500+08:00",
        "2026-01-31 08:00:00+00:00, 2026-01-31 08:00:01.5+00:00",
        "2026-01-31T08:00Z, 2026-01-31T16:00:01.5+08:00[Asia/Shanghai]",
        "1769846400, 1769846401.5",
        "1.7698464e9, 1769846401.500000000000",
    })
    void readsTimesOnTheCalendar(String first, String second) {
        var trace = read("timestamp,a_W\n%s,100\n%s,100\n".formatted(first, second));

        assertThat(trace.start()).contains(Instant.parse("2026-01-31T08:00:00Z"));
        assertThat(trace.timeNs(1)).isEqualTo(1_500_000_000L);
    }

    @Test
    void readsQuotesByteOrderMarksBlankLinesAndLineEndsOfAnyKind() {
        assertTotal(read("\ufeff\"t_s\",\"a_W\"\r\n\"0\",\"100\"\r\n\r\n1,100\r\n"), 100, 1, 0);
        assertTotal(read("t_s,\"a, \"\"b\"\"\nc_W\"\n0, 100 \n 1,100"), 100, 1, 0);
        assertTotal(read("t_s,a_W\r0,100\r1,100"), 100, 1, 0);
        assertTotal(read("t_s,a_W\n-1.5,1e2\n-.5,+100.\n"), 100, 1, 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ``                                    | trace.csv: the file is empty
        t_s,a_W                               | trace.csv: 0 rows of data
        t_s,a_W;0,1                           | trace.csv: 1 rows of data
        t_s,a_W;0,1;1,x                       | trace.csv, line 3, column 2 (a_W): "x" is not a number
        t_s,a_W;0,1;1,1 W                     | trace.csv, line 3, column 2 (a_W): "1 W" is not a number
        t_s,a_W;0,0x1F;1,1                    | "0x1F" is not a number
        t_s,a_W;0,1d;1,1                      | "1d" is not a number
        t_s,a_W;0,１;1,1                       | "１" is not a number
        t_s,a_W;0,1;1                         | trace.csv, line 3: 1 cells, but the header has 2 columns
        t_s,a_W;0,1;1,6112,2                  | trace.csv, line 3: 3 cells, but the header has 2 columns
        t_s,a_W;0,1;1,1;1,1                   | trace.csv, line 4, column 1 (t_s): the time 1 is not later
        t_s,a_W;0,1;2,1;1,1                   | trace.csv, line 4, column 1 (t_s): the time 1 is not later
        t_s,a_W;0,1;,1                        | trace.csv, line 3, column 1 (t_s): "" is no time
        t_s,a_W;NaN,1;1,1                     | line 2, column 1 (t_s): "NaN" is no time
        timestamp,a_W;1769846400000,1         | "1769846400000" is no time
        t_s,a_W;0,1;2026-01-31T08:00:00Z,1    | "2026-01-31T08:00:00Z" is no time
        timestamp,a_W;2026-01-31T08:00:00,1   | the time "2026-01-31T08:00:00" names no zone
        timestamp,a_W;2026-01-31,1            | the time "2026-01-31" names no zone
        timestamp,a_W;2026-02-31T08:00:00Z,1  | "2026-02-31T08:00:00Z" is no time
        timestamp,a_W;9999-01-31T08:00:00Z,1  | "9999-01-31T08:00:00Z" is no time
        x,a_W;0,1                             | no column is called timestamp or ends in t_s; say which one is the time with --time. The file has: x, a_W
        t_s,a;0,1                             | no column ends in _W or _J
        t_s;a_W                               | no column ends in _W or _J; say which one to read with --watts or --joules. The file has: t_s.
        t_s,a_W,a_J;0,1,1                     | both watts (a_W) and joules (a_J) could be meant
        t_s,mean_W,max_W;0,1,1                | the columns mean_W, max_W look like statistics of the same power
        t_s,a_W,a_W;0,1,1                     | line 1, column 3: the header names the column "a_W" twice
        t_s,a_W;0,"1"2;1,1                    | trace.csv, line 2, column 2: the CSV cannot be read
        t_s,a_W;0,1;1,"1                      | trace.csv, line 3: a quote opens here and is never closed
        t_s,a_W,x;0,1,;1,1,";2,1,             | trace.csv, line 3: a quote opens here and is never closed
        """)
    void refusesWhatItCannotRead(String csv, String says) {
        assertThat(refusal(csv.replace(';', '\n'), GUESSED)).contains(says);
    }

    @Test
    void refusesColumnsThatAreNotThere() {
        String csv = "t_s,a_W\n0,1\n1,1\n";

        assertThat(refusal(csv, GUESSED.withTime("time"))).contains("no column \"time\"; the file has: t_s, a_W");
        assertThat(refusal(csv, GUESSED.withWatts(List.of("b")))).contains("no column \"b\"");
        assertThat(refusal(csv, GUESSED.withWatts(List.of("a_W")).withJoules(List.of("b"))))
                .contains("both watts (a_W) and joules (b)");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        var failure = catchThrowable(() -> TraceReader.read(Path.of("no", "such.csv"), GUESSED));

        assertThat(failure).isInstanceOf(BadInputException.class).hasMessageContaining("cannot be read");
    }

    @Test
    void shortensAndCleansWhatItQuotes() {
        assertThat(refusal("t_s,a_W\n0,1\n1,\"" + "x\n\u001b".repeat(100) + "\"\n", GUESSED))
                .contains("x··x··")
                .hasSizeLessThan(250);
    }

    @Test
    void readsDecimalsAsTheJdkDoes() {
        var random = new Random(4);
        for (int i = 0; i < 100_000; i++) {
            String text = String.valueOf(random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(100_000));
            int point = random.nextInt(text.length()) + 1;
            text = random.nextBoolean() ? text : text.substring(0, point) + "." + text.substring(point);
            text = text.endsWith("-.") || text.startsWith("-.") ? "0" : text;

            assertThat(Decimals.value(text.toCharArray(), 0, text.length())).isEqualTo(Double.parseDouble(text));
        }
    }

    @Test
    void readsPlainSecondsAsExactlyAsTheLongWay() {
        var random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            String text = random.nextInt(1 << random.nextInt(31)) + "." + random.nextInt(1_000_000);
            long fast = Decimals.plainNanos(text.toCharArray(), 0, text.length());

            assertThat(fast).isIn(Long.MIN_VALUE, Decimals.nanos(text));
        }
        assertThat(Decimals.plainNanos("12.345".toCharArray(), 0, 6)).isEqualTo(12_345_000_000L);
    }

    @Test
    void anyBytesAreReadOrRefused() {
        String letters = "0123456789.,,,\n\n\r\"-eWJ_ts \ufeffNaN";
        for (int seed = 0; seed < 5_000; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder(random.nextInt(4) == 0 ? "" : "t_s,a_W\n0,1\n");
            for (int i = random.nextInt(20); i > 0; i--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            var failure = catchThrowable(() -> read(text.toString()));
            assertThat(failure == null || failure instanceof BadInputException)
                    .as(text.toString())
                    .isTrue();
        }
    }

    @Test
    void streamsManyRows() {
        int rows = 300_000;
        var trace = TraceReader.read("long.csv", new Rows(rows), GUESSED);

        assertThat(trace.size()).isEqualTo(rows);
        assertThat(trace.total(trace.columns().getFirst()).energyJ()).isCloseTo(612.5 * (rows - 1), within(1e-3));
    }

    /** The rows of a long trace, made as they are read. */
    private static final class Rows extends InputStream {
        private final int rows;
        private int next;
        private byte[] line = "t_s,node_W\n".getBytes(StandardCharsets.UTF_8);
        private int at;

        Rows(int rows) {
            this.rows = rows;
        }

        @Override
        public int read() {
            if (at == line.length) {
                if (next == rows) {
                    return -1;
                }
                line = (next++ + ",612.5\n").getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            return line[at++];
        }
    }

    private static Trace read(String csv) {
        return read(csv, GUESSED);
    }

    private static Trace read(String csv, TraceOptions options) {
        return TraceReader.read("trace.csv", new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), options);
    }

    private static String refusal(String csv, TraceOptions options) {
        var failure = catchThrowable(() -> read(csv, options));
        assertThat(failure).isInstanceOf(BadInputException.class);
        return failure.getMessage();
    }

    private static void assertTotal(Trace trace, double energyJ, double usedS, double gapS) {
        var total = trace.total(trace.columns().getFirst());
        assertThat(total.energyJ()).isCloseTo(energyJ, within(1e-6 * energyJ));
        assertThat(total.usedS()).isEqualTo(usedS);
        assertThat(total.gapS()).isEqualTo(gapS);
        assertThat(total.usedS() + total.gapS()).isEqualTo(trace.elapsedS());
    }
}
