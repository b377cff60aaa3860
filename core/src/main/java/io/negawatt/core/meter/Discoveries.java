package io.negawatt.core.meter;

import io.negawatt.core.meter.MeterKind.Discovery;
import io.negawatt.core.text.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What every kind of meter said on one host. Holds the meters that were found until {@link #select} hands them over or
 * {@link #close} closes them.
 */
public final class Discoveries implements AutoCloseable {
    private final List<Row> rows;

    /**
     * One kind of meter on the host.
     *
     * @param kind the kind
     * @param discovery what looking for it came to
     */
    public record Row(MeterKind kind, Discovery discovery) {

        /** {@return its meter; empty where there is none that can be read} */
        public Optional<Meter> meter() {
            return switch (discovery) {
                case Discovery.Found(var meter) -> Optional.of(meter);
                case Discovery.Closed _, Discovery.Absent _ -> Optional.empty();
            };
        }

        /** {@return the channels of the meter, with tier and scope; none where it cannot be read} */
        public List<Channel> channels() {
            return meter().map(Meter::channels).orElse(List.of());
        }

        /** {@return how often the meter has a new figure} */
        public Optional<Duration> period() {
            return meter().map(Meter::period);
        }

        /** {@return what a reader of the meter's figures should know} */
        public List<Message> notes() {
            return meter().map(Meter::notes).orElse(List.of());
        }

        /** {@return why there is no figure; empty where there is one} */
        public Optional<Message> why() {
            return switch (discovery) {
                case Discovery.Found _ -> Optional.empty();
                case Discovery.Closed closed -> Optional.of(closed.reason());
                case Discovery.Absent(var reason) -> Optional.of(reason);
            };
        }

        /** {@return what opens a closed meter} */
        public Optional<Message> remedy() {
            return switch (discovery) {
                case Discovery.Closed closed -> Optional.of(closed.remedy());
                case Discovery.Found _, Discovery.Absent _ -> Optional.empty();
            };
        }

        /** {@return the command that opens a closed meter, and its arguments; empty where no one command does} */
        public List<String> command() {
            return switch (discovery) {
                case Discovery.Closed closed -> closed.command();
                case Discovery.Found _, Discovery.Absent _ -> List.of();
            };
        }
    }

    private Discoveries(List<Row> rows) {
        this.rows = rows;
    }

    /** {@return what the kinds of {@link Meters#ALL} find on {@code host}} */
    public static Discoveries on(Host host) {
        return on(host, Meters.ALL);
    }

    /** {@return what these kinds find on {@code host}} */
    public static Discoveries on(Host host, List<MeterKind> kinds) {
        return new Discoveries(kinds.stream()
                .map(kind -> new Row(kind, kind.discover().apply(host)))
                .toList());
    }

    /** {@return a row a kind, in the order of the kinds} */
    public List<Row> rows() {
        return rows;
    }

    /** {@return the meters that were found, as one meter that counts every device once and closes them} */
    public MeterSet select() {
        return Meters.select(meters().toList());
    }

    private Stream<Meter> meters() {
        return rows.stream().flatMap(row -> row.meter().stream());
    }

    @Override
    public void close() {
        meters().forEach(Meter::close);
    }
}
