package io.negawatt.app.run;

import io.negawatt.core.account.RunEvent;
import io.negawatt.core.account.Terms;
import io.negawatt.core.meter.Activity;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.meter.TraceMeter;
import io.negawatt.core.series.Reading;
import io.negawatt.core.series.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A recorded power trace as the events of a run, so that it is accounted by the same code as a metered command. */
public final class TraceRun {
    /** Accuracy of node power meters that are good enough for a published trace (SPEC PTDaemon asks for 1 %). */
    private static final double METER_ERROR = 0.01;

    private TraceRun() {}

    /**
     * {@return the events of the trace: each column is a node that belongs to the run entirely}
     *
     * @param id id of the run
     * @param name what a person calls it
     * @param otherwiseAt when it began, where the trace does not say
     */
    public static List<RunEvent> events(Trace trace, String id, String name, Instant otherwiseAt, Terms terms) {
        Instant start = trace.start().orElse(otherwiseAt);
        var channels = trace.columns().stream().map(TraceRun::channel).toList();
        var events = new ArrayList<RunEvent>();
        events.add(new RunEvent.Started(
                start,
                id,
                name,
                List.of(),
                trace.name(),
                Optional.empty(),
                period(trace),
                channels,
                terms.from(start),
                "trace"));
        events.add(new RunEvent.ProcessSeen(start, 0, 0, name, OptionalInt.empty()));
        trace.notes().forEach(note -> events.add(new RunEvent.Noted(start, note)));
        var end = polls(trace, start, events);
        events.add(new RunEvent.Finished(end, 0));
        return events;
    }

    private static Channel channel(Trace.Column column) {
        return new Channel(
                column.name(),
                TraceMeter.KIND.name(),
                column.name(),
                Component.COMPUTE,
                Scope.NODE,
                column.kind() == Trace.Kind.JOULES ? Tier.COUNTER : Tier.METERED,
                Activity.TIME,
                Optional.empty(),
                OptionalDouble.empty(),
                Channel.Bounds.within(METER_ERROR));
    }

    private static double period(Trace trace) {
        return Math.max(1e-3, trace.elapsedS() / Math.max(1, trace.size() - 1));
    }

    /** Adds a poll for each moment at which some column has a reading; the others' come later. {@return the last moment} */
    private static Instant polls(Trace trace, Instant start, List<RunEvent> events) {
        var columns = trace.columns().stream()
                .map(column -> new Cursor(trace.readings(column, start).iterator()))
                .toList();
        var end = start;
        while (true) {
            var next = columns.stream().flatMap(cursor -> cursor.to().stream()).min(Comparator.naturalOrder());
            if (next.isEmpty()) {
                return end;
            }
            var from = end;
            end = next.get();
            var at = end;
            List<Reading> readings = columns.stream()
                    .map(cursor -> cursor.takeIfEndsAt(at).orElse(new Reading.Pending(from, at)))
                    .toList();
            events.add(new RunEvent.Polled(at, readings, List.of()));
        }
    }

    /** The readings of one column, one ahead. */
    private static final class Cursor {
        private final Iterator<Reading> readings;
        private Optional<Reading> head;

        Cursor(Iterator<Reading> readings) {
            this.readings = readings;
            this.head = Optional.empty();
            advance();
        }

        private void advance() {
            head = readings.hasNext() ? Optional.of(readings.next()) : Optional.empty();
        }

        Optional<Instant> to() {
            return head.map(Reading::to);
        }

        Optional<Reading> takeIfEndsAt(Instant at) {
            var taken = head.filter(reading -> reading.to().equals(at));
            if (taken.isPresent()) {
                advance();
            }
            return taken;
        }
    }
}
