package io.negawatt.core.series;

import io.negawatt.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A recorded trace: strictly increasing times and, for each device, its power or its cumulative energy at them. Columnar, so
 * that ten million rows fit.
 */
public final class Trace {
    private static final double SECONDS_PER_NANOSECOND = 1e-9;
    private static final int HOLE_STEPS = 10;

    private final String name;
    private final Optional<Instant> start;
    private final long[] timesNs;
    private final List<Column> columns;
    private final TraceOptions options;
    private final List<Message> notes;

    /** What a column holds. */
    public enum Kind {
        /** Power at each time, in W. */
        WATTS,
        /** A cumulative counter of energy, in J. */
        JOULES
    }

    /** The values of one device; NaN where the trace has none. */
    public static final class Column {
        private final String name;
        private final Kind kind;
        private final double[] values;

        Column(String name, Kind kind, double[] values) {
            this.name = name;
            this.kind = kind;
            this.values = values;
        }

        public String name() {
            return name;
        }

        public Kind kind() {
            return kind;
        }

        /** {@return the value of one node in row {@code row}, in W or J} */
        public double value(int row) {
            return values[row];
        }

        double largest() {
            return Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
        }
    }

    /**
     * The sum over the readings of a column.
     *
     * @param energyJ energy of all nodes, in J
     * @param usedS time with a figure, in s
     * @param gapS time without, in s
     */
    public record Total(double energyJ, double usedS, double gapS) {}

    Trace(
            String name,
            Optional<Instant> start,
            long[] timesNs,
            List<Column> columns,
            TraceOptions options,
            List<Message> notes) {
        this.name = name;
        this.start = start;
        this.timesNs = timesNs;
        this.columns = List.copyOf(columns);
        this.options = options;
        this.notes = List.copyOf(notes);
    }

    /** {@return what a person calls it, such as the name of its file} */
    public String name() {
        return name;
    }

    /** {@return when its first row was, where the trace says so} */
    public Optional<Instant> start() {
        return start;
    }

    /** {@return the number of rows, at least 2} */
    public int size() {
        return timesNs.length;
    }

    public List<Column> columns() {
        return columns;
    }

    /** {@return the number of equal nodes that it stands for} */
    public int nodes() {
        return options.nodes();
    }

    /** {@return what was guessed in reading it} */
    public List<Message> notes() {
        return notes;
    }

    /** {@return the time of row {@code row} since the first one, in ns} */
    public long timeNs(int row) {
        return timesNs[row];
    }

    /** {@return the time from the first row to the last, in s} */
    public double elapsedS() {
        return timesNs[timesNs.length - 1] * SECONDS_PER_NANOSECOND;
    }

    /** {@return the longest time between two rows that is bridged} */
    public Duration longestHole() {
        return options.longestHole().orElseGet(() -> Duration.ofNanos(Math.multiplyExact(medianStepNs(), HOLE_STEPS)));
    }

    /** {@return what to know of the cumulative counter in {@code column}} */
    CounterSpec counter(Column column) {
        // Microjoules, or the step between doubles of that size, where a count of microjoules would say more than they
        // do.
        double joulesPerTick = Math.max(1e-6, Math.ulp(column.largest()));
        return new CounterSpec(
                joulesPerTick,
                options.range().map(range -> Math.round(range.joules() / joulesPerTick)),
                options.maxPower().map(power -> power.watts()).orElse(Double.POSITIVE_INFINITY),
                Duration.ZERO);
    }

    /**
     * {@return the readings of {@code column} for all nodes, one between each two rows, without hole or overlap}
     *
     * @param startsAt time of the first row
     */
    public Iterable<Reading> readings(Column column, Instant startsAt) {
        return () -> iterator(column, startsAt);
    }

    private Iterator<Reading> iterator(Column column, Instant startsAt) {
        return switch (column.kind()) {
            case WATTS -> new TraceReadings.OfWatts(this, column, startsAt);
            case JOULES -> new TraceReadings.OfJoules(this, column, startsAt);
        };
    }

    /** {@return the sum over the readings of {@code column}} */
    public Total total(Column column) {
        double energyJ = 0;
        long usedNs = 0;
        long gapNs = 0;
        for (var reading : readings(column, Instant.EPOCH)) {
            long ns = Duration.between(reading.from(), reading.to()).toNanos();
            switch (reading) {
                case Reading.Used used -> {
                    energyJ += used.energy().joules();
                    usedNs += ns;
                }
                case Reading.Gap _ -> gapNs += ns;
                case Reading.Pending _ -> throw new IllegalStateException("a trace has no reading that is late");
            }
        }
        return new Total(energyJ, usedNs * SECONDS_PER_NANOSECOND, gapNs * SECONDS_PER_NANOSECOND);
    }

    private long medianStepNs() {
        var steps = new long[timesNs.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = timesNs[i + 1] - timesNs[i];
        }
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }
}
