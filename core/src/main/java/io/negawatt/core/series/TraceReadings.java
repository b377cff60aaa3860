package io.negawatt.core.series;

import io.negawatt.core.text.Message;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The readings between the rows of a trace, made as they are asked for. */
abstract sealed class TraceReadings implements Iterator<Reading> {
    private final Trace trace;
    private final Instant startsAt;
    private int row;

    private TraceReadings(Trace trace, Instant startsAt) {
        this.trace = trace;
        this.startsAt = startsAt;
    }

    abstract Reading at(int nextRow, Instant now);

    @Override
    public boolean hasNext() {
        return row + 1 < trace.size();
    }

    @Override
    public Reading next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the trace ends at row " + row);
        }
        row++;
        var reading = at(row, startsAt.plusNanos(trace.timeNs(row)));
        return reading instanceof Reading.Used(var from, var to, var energy) && trace.nodes() > 1
                ? new Reading.Used(from, to, energy.times(trace.nodes()))
                : reading;
    }

    private static Message noValue() {
        return Message.of("series.gap.trace.noValue");
    }

    static final class OfWatts extends TraceReadings {
        private final Trace.Column column;
        private final PowerIntegrator integrator;

        OfWatts(Trace trace, Trace.Column column, Instant startsAt) {
            super(trace, startsAt);
            this.column = column;
            this.integrator = new PowerIntegrator(trace.longestHole());
            integrator.start(column.value(0), startsAt);
        }

        @Override
        Reading at(int nextRow, Instant now) {
            double watts = column.value(nextRow);
            return Double.isNaN(watts) ? integrator.missed(noValue(), now) : integrator.sample(watts, now);
        }
    }

    static final class OfJoules extends TraceReadings {
        private final Trace.Column column;
        private final CounterSpec spec;
        private final WrappingCounter counter;

        OfJoules(Trace trace, Trace.Column column, Instant startsAt) {
            super(trace, startsAt);
            this.column = column;
            this.spec = trace.counter(column);
            this.counter = new WrappingCounter(spec);
            if (Double.isFinite(column.value(0))) {
                counter.start(ticks(0), startsAt);
            } else {
                counter.startUnread(startsAt);
            }
        }

        @Override
        Reading at(int nextRow, Instant now) {
            return Double.isFinite(column.value(nextRow))
                    ? counter.poll(ticks(nextRow), now)
                    : counter.missed(noValue(), now);
        }

        private long ticks(int nextRow) {
            return Math.round(column.value(nextRow) / spec.joulesPerTick());
        }
    }
}
