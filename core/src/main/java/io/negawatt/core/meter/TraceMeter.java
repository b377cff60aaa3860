package io.negawatt.core.meter;

import io.negawatt.core.meter.Channel.Bounds;
import io.negawatt.core.meter.MeterKind.Discovery;
import io.negawatt.core.series.Reading;
import io.negawatt.core.series.Trace;
import io.negawatt.core.series.TraceOptions;
import io.negawatt.core.series.TraceReader;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A recorded trace that is played again as if it were measured now, for demonstrations and tests: the first row is the start.
 *
 * <p>Settings: {@code trace.file} (CSV as {@link TraceReader} reads it) and {@code trace.scope}, {@code node} unless told
 * otherwise. Between two rows energy is spread evenly; a poll that touches a gap of the trace, or its end, is a gap.
 */
public final class TraceMeter implements Meter {
    public static final MeterKind KIND = new MeterKind("trace", TraceMeter::discover);

    private static final Duration PERIOD = Duration.ofMillis(100);

    private final Trace trace;
    private final List<Channel> channels;
    private List<Player> players = List.of();

    /**
     * @param trace the trace; a column becomes a channel of its name
     * @param scope what its sensors saw
     */
    public TraceMeter(Trace trace, Scope scope) {
        this.trace = trace;
        this.channels = trace.columns().stream()
                .map(column -> channel(column, trace.name(), scope))
                .toList();
    }

    private static Discovery discover(Host host) {
        return host.setting("trace.file")
                .map(file -> found(host, Path.of(file)))
                .orElseGet(() -> new Discovery.Absent(Message.of("meter.trace.absent")));
    }

    private static Discovery found(Host host, Path file) {
        return new Discovery.Found(new TraceMeter(TraceReader.read(file, TraceOptions.guessed()), scope(host)));
    }

    private static Scope scope(Host host) {
        String text = host.setting("trace.scope").orElse(Scope.NODE.id());
        try {
            return Scope.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(Message.of("meter.trace.scope", text), e);
        }
    }

    private static Channel channel(Trace.Column column, String traceName, Scope scope) {
        return new Channel(
                column.name(),
                KIND.name(),
                traceName + " " + column.name(),
                Component.COMPUTE,
                scope,
                column.kind() == Trace.Kind.WATTS ? Tier.METERED : Tier.COUNTER,
                Activity.TIME,
                Optional.empty(),
                OptionalDouble.empty(),
                Bounds.within(0));
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public Duration period() {
        return PERIOD;
    }

    @Override
    public List<Message> notes() {
        return trace.notes();
    }

    @Override
    public void start(Instant now) {
        players = trace.columns().stream()
                .map(column -> new Player(trace.readings(column, now).iterator(), now))
                .toList();
    }

    @Override
    public List<Reading> poll(Instant now) {
        return players.stream().map(player -> player.poll(now)).toList();
    }

    @Override
    public void close() {
        players = List.of();
    }

    /** One column on its way through the trace. */
    private static final class Player {
        private final Iterator<Reading> rows;
        private Reading row;
        private Instant from;
        private double usedJ;
        private Optional<Message> gap = Optional.empty();

        Player(Iterator<Reading> rows, Instant start) {
            this.rows = rows;
            this.row = rows.next();
            this.from = start;
        }

        Reading poll(Instant now) {
            if (!now.isAfter(from)) {
                return new Reading.Pending(from, from);
            }
            var start = from;
            usedJ = 0;
            gap = Optional.empty();
            while (from.isBefore(now)) {
                advance(now);
            }
            return gap.<Reading>map(reason -> new Reading.Gap(start, now, reason))
                    .orElseGet(() -> new Reading.Used(start, now, Energy.ofJoules(usedJ)));
        }

        /** Moves to the end of the row or to {@code now}, whichever is first. */
        private void advance(Instant now) {
            if (!from.isBefore(row.to())) {
                next(now);
                return;
            }
            var to = row.to().isBefore(now) ? row.to() : now;
            switch (row) {
                case Reading.Used used -> usedJ += used.energy().joules() * share(used, from, to);
                case Reading.Gap missing -> gap = Optional.of(missing.reason());
                case Reading.Pending _ -> throw new IllegalStateException("a trace has no reading that is late");
            }
            from = to;
        }

        private void next(Instant now) {
            if (rows.hasNext()) {
                row = rows.next();
            } else {
                gap = Optional.of(Message.of("meter.gap.trace.end"));
                from = now;
            }
        }

        private static double share(Reading.Used row, Instant from, Instant to) {
            return (double) Duration.between(from, to).toNanos()
                    / Duration.between(row.from(), row.to()).toNanos();
        }
    }
}
