package io.negawatt.core.series;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import io.negawatt.core.text.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Takes the cells of a trace as they are read and puts them into columns, without making text of them. */
final class TraceRows extends AbstractBaseCsvCallbackHandler<Boolean> {
    private static final int FIRST_CAPACITY = 1024;
    private static final int MOST_ROWS = 1 << 28;
    private static final int IGNORED = -1;
    private static final int TIME = -2;

    private final String file;
    private final TraceOptions options;
    private final TraceTime time = new TraceTime();
    private final List<String> header = new ArrayList<>();

    /** For each column of the file: what it is, or which column of values. */
    private int[] roles = {};

    private Optional<TraceColumns> columns = Optional.empty();
    private long[] timesNs = {};
    private double[][] values = {};
    private int size;
    private int cell;
    private long line;

    TraceRows(String file, TraceOptions options) {
        this.file = file;
        this.options = options;
    }

    /** {@return where reading is now} */
    TracePlace place() {
        return new TracePlace(file, line, cell + 1, cell < header.size() ? header.get(cell) : "—");
    }

    /** {@return the column of the cell that is being read but did not come, from 1} */
    int nextColumn() {
        return getFieldCount() + 1;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        cell = 0;
    }

    @Override
    protected void handleField(int index, char[] text, int offset, int length, boolean quoted) {
        cell = index;
        if (columns.isEmpty()) {
            header.add(new String(text, offset, length).strip());
        } else if (index < roles.length) {
            take(roles[index], text, offset, length);
        }
    }

    private void take(int role, char[] text, int offset, int length) {
        if (role == TIME) {
            takeTime(text, offset, length);
        } else if (role != IGNORED) {
            try {
                values[role][size] = Decimals.value(text, offset, length);
            } catch (NumberFormatException e) {
                throw place().bad("series.trace.bad.cell", new String(text, offset, length));
            }
        }
    }

    private void takeTime(char[] text, int offset, int length) {
        long ns = time.read(text, offset, length, this::place);
        if (size > 0 && ns <= timesNs[size - 1]) {
            throw place().bad("series.trace.bad.order", new String(text, offset, length));
        }
        timesNs[size] = ns;
    }

    @Override
    protected Boolean buildRecord() {
        if (getRecordType() != RecordType.DATA) {
            return false;
        }
        if (columns.isEmpty()) {
            begin();
        } else if (getFieldCount() != roles.length) {
            throw BadInputException.of("series.trace.bad.columns", file, line, getFieldCount(), roles.length);
        } else {
            size++;
            if (size == timesNs.length) {
                grow();
            }
        }
        return true;
    }

    private void begin() {
        var chosen = TraceColumns.of(file, header, options);
        columns = Optional.of(chosen);
        roles = new int[header.size()];
        Arrays.fill(roles, IGNORED);
        for (int i = 0; i < chosen.values().size(); i++) {
            roles[chosen.values().get(i)] = i;
        }
        roles[chosen.time()] = TIME;
        timesNs = new long[FIRST_CAPACITY];
        values = new double[chosen.values().size()][FIRST_CAPACITY];
    }

    private void grow() {
        if (size >= MOST_ROWS) {
            throw BadInputException.of("series.trace.bad.large", file, line, MOST_ROWS);
        }
        timesNs = Arrays.copyOf(timesNs, size * 2);
        for (int i = 0; i < values.length; i++) {
            values[i] = Arrays.copyOf(values[i], size * 2);
        }
    }

    /** {@return all that was read} */
    Trace trace() {
        var chosen = columns.orElseThrow(() -> BadInputException.of("series.trace.bad.empty", file));
        if (size < 2) {
            throw BadInputException.of("series.trace.bad.rows", file, size);
        }
        var all = new ArrayList<Trace.Column>();
        for (int i = 0; i < values.length; i++) {
            String name = chosen.names().get(chosen.values().get(i));
            all.add(new Trace.Column(name, chosen.kind(), Arrays.copyOf(values[i], size)));
            values[i] = new double[0];
        }
        return new Trace(file, time.start(), Arrays.copyOf(timesNs, size), all, options, chosen.notes());
    }
}
