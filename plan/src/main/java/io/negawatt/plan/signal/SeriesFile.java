package io.negawatt.plan.signal;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A CSV file with a header, one column of times and columns of values (RFC 4180, UTF-8). A unit may stand behind a name, as in
 * {@code carbon[g/kWh]}. All columns are on one grid, whose step is the usual distance of two rows.
 *
 * <p>A cell that is empty or says {@code NaN} is a gap, and so is a row that is missing. What cannot be read is refused with
 * file, line and column: text that is no number, times that go back, repeat or lie off the grid.
 */
public final class SeriesFile {
    private static final Set<String> NO_VALUE = Set.of("", "nan", "na", "n/a", "null", "none", "-");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final Pattern HEADER = Pattern.compile("([^\\[]*?)\\s*(?:\\[([^]]*)])?");
    private static final int MOST_SLOTS = 20_000_000;

    private final String file;
    private final List<String> header;
    private final List<CsvRecord> rows;
    private final int timeColumn;
    private final Instant[] times;
    private final Duration step;

    private SeriesFile(String file, List<CsvRecord> records, Form form) {
        this.file = file;
        if (records.size() < 3) {
            throw BadInputException.of("series.steps.bad.rows", file, Math.max(0, records.size() - 1));
        }
        this.header = records.getFirst().getFields();
        this.rows = records.subList(1, records.size());
        this.timeColumn = timeColumn(form);
        this.times = times(form);
        this.step = step();
    }

    /**
     * How the times of a file are told.
     *
     * @param column name of their column; where empty, one called time, timestamp, datetime or hour, else the first
     * @param start time of row 0 where the column counts hours
     * @param clock where a time names no zone, the clock that it is told by
     */
    public record Form(Optional<String> column, Optional<Instant> start, Optional<ZoneId> clock) {
        /** Times that say everything themselves. */
        public static final Form PLAIN = new Form(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * {@return the file, read whole}
     *
     * @throws BadInputException where it is missing or malformed
     */
    public static SeriesFile read(Path file, Form form) {
        String name = String.valueOf(file.getFileName());
        try (var csv = builder().detectBomHeader(true).ofCsvRecord(file)) {
            return new SeriesFile(name, csv.stream().toList(), form);
        } catch (CsvParseException e) {
            throw new BadInputException(Message.of("series.steps.bad.csv", name, String.valueOf(e.getMessage())), e);
        } catch (IOException | UncheckedIOException e) {
            throw new BadInputException(Message.of("series.steps.bad.noFile", file), e);
        }
    }

    /**
     * {@return a table that another format held, told as the text of such a file}
     *
     * @param name what messages call it
     */
    public static SeriesFile of(String name, String text, Form form) {
        return new SeriesFile(name, builder().ofCsvRecord(text).stream().toList(), form);
    }

    private static CsvReader.CsvReaderBuilder builder() {
        return CsvReader.builder().allowExtraFields(true).allowMissingFields(true);
    }

    /** {@return names of the columns of values, without their units} */
    public List<String> columns() {
        return IntStream.range(0, header.size())
                .filter(i -> i != timeColumn)
                .mapToObj(i -> part(header.get(i), 1))
                .toList();
    }

    /** {@return what stands in brackets behind the name of a column; empty text where nothing does} */
    public String unit(String name) {
        return part(header.get(indexOf(name)), 2).strip();
    }

    /** {@return a column of values} */
    public Series column(String name) {
        int column = indexOf(name);
        var values = new double[slots()];
        Arrays.fill(values, Double.NaN);
        for (int row = 0; row < rows.size(); row++) {
            values[slot(row)] = value(rows.get(row), column);
        }
        return Series.of(times[0], step, values);
    }

    private int slots() {
        long slots = Duration.between(times[0], times[times.length - 1]).dividedBy(step) + 1;
        if (slots > MOST_SLOTS) {
            throw BadInputException.of(
                    "series.trace.bad.large", file, rows.getLast().getStartingLineNumber(), MOST_SLOTS);
        }
        return (int) slots;
    }

    private int slot(int row) {
        var since = Duration.between(times[0], times[row]);
        long slot = since.dividedBy(step);
        if (!step.multipliedBy(slot).equals(since)) {
            var record = rows.get(row);
            throw bad("signal.bad.grid", record, timeColumn, step.toString());
        }
        return (int) slot;
    }

    private int indexOf(String name) {
        int[] found = IntStream.range(0, header.size())
                .filter(i -> i != timeColumn)
                .filter(i -> part(header.get(i), 1).equals(name)
                        || header.get(i).strip().equals(name))
                .toArray();
        if (found.length != 1) {
            String key = found.length == 0 ? "series.steps.bad.noColumn" : "series.steps.bad.twice";
            throw BadInputException.of(key, file, name, String.join(", ", header));
        }
        return found[0];
    }

    private int timeColumn(Form form) {
        if (form.column().isPresent()) {
            int named = header.indexOf(form.column().get());
            if (named < 0) {
                throw BadInputException.of(
                        "series.steps.bad.noColumn", file, form.column().get(), String.join(", ", header));
            }
            return named;
        }
        var usual = List.of("time", "timestamp", "datetime", "hour");
        return IntStream.range(0, header.size())
                .filter(i -> usual.contains(part(header.get(i), 1).toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(0);
    }

    private Instant[] times(Form form) {
        var reader = new TimeReader(form.start(), form.clock());
        var read = new Instant[rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            var record = rows.get(row);
            if (record.getFieldCount() != header.size()) {
                throw BadInputException.of(
                        "series.trace.bad.columns",
                        file,
                        record.getStartingLineNumber(),
                        record.getFieldCount(),
                        header.size());
            }
            read[row] = time(reader, record);
            if (row > 0 && !read[row].isAfter(read[row - 1])) {
                throw bad("series.trace.bad.order", record, timeColumn);
            }
        }
        return read;
    }

    private Instant time(TimeReader reader, CsvRecord record) {
        String cell = record.getField(timeColumn).strip();
        return switch (reader.read(cell)) {
            case TimeReader.Read.At at -> at.instant();
            case TimeReader.Read.No no -> throw bad(no.key(), record, timeColumn);
        };
    }

    /** {@return the usual distance of two rows: their median} */
    private Duration step() {
        var distances = new ArrayList<Duration>();
        for (int row = 1; row < times.length; row++) {
            distances.add(Duration.between(times[row - 1], times[row]));
        }
        distances.sort(Duration::compareTo);
        return distances.get(distances.size() / 2);
    }

    private double value(CsvRecord record, int column) {
        String cell = record.getField(column).strip();
        if (NO_VALUE.contains(cell.toLowerCase(Locale.ROOT))) {
            return Double.NaN;
        }
        if (!NUMBER.matcher(cell).matches() || Double.isInfinite(Double.parseDouble(cell))) {
            throw bad("series.trace.bad.cell", record, column);
        }
        return Double.parseDouble(cell);
    }

    private BadInputException bad(String key, CsvRecord record, int column, String... more) {
        var args = new ArrayList<Object>(List.of(
                file,
                record.getStartingLineNumber(),
                column + 1,
                header.get(column),
                record.getField(column).replaceAll("\\p{Cntrl}", "·")));
        args.addAll(List.of(more));
        return BadInputException.of(key, args.toArray());
    }

    private static String part(String header, int group) {
        var parts = HEADER.matcher(header.strip());
        return parts.matches() ? Optional.ofNullable(parts.group(group)).orElse("") : "";
    }
}
