package io.negawatt.core.meter;

import io.negawatt.core.series.Reading;
import io.negawatt.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Several meters as one, with every device counted once: the channels of those that are used, in the order of the meters;
 * a channel inside another one's sensor names it as its parent; what a better meter covers is left out, with a reason.
 *
 * <p>Meters call what they see by the same names, which is how one is known to cover the other: {@value #NODE},
 * {@value #PLATFORM}, {@code package-N}, {@code core-N}, {@code uncore-N}, {@code dram-N}, {@code module-N}, {@code gpuN} (the index
 * that NVML gives), {@code cpu} and {@code memory} for all packages and all memory at once, {@code disk:NAME},
 * {@code net:loopback}, {@code net:external}.
 */
public final class MeterSet implements Meter {
    /** Id of the channel that sees the whole node. */
    public static final String NODE = "node";
    /** Id of the channel of a CPU vendor's sensor for the whole board. */
    public static final String PLATFORM = "psys";

    private final List<Part> parts;
    private final List<Channel> channels;
    private final List<Dropped> dropped;

    /**
     * A channel that is not counted.
     *
     * @param channel the channel
     * @param why which better channel covers the same device
     */
    public record Dropped(Channel channel, Message why) {}

    private record Part(Meter meter, List<Integer> kept) {}

    private MeterSet(List<Meter> meters, Coverage coverage) {
        this.channels =
                coverage.kept().stream().map(Coverage.Candidate::channel).toList();
        this.dropped = List.copyOf(coverage.dropped());
        this.parts = IntStream.range(0, meters.size())
                .mapToObj(meter -> new Part(meters.get(meter), kept(coverage, meter)))
                .filter(MeterSet::isUsed)
                .toList();
    }

    /**
     * {@return the meters as one; those of which nothing is used are closed}
     *
     * @param meters meters in the order of preference among equals
     */
    static MeterSet of(List<Meter> meters) {
        var candidates = new ArrayList<Coverage.Candidate>();
        for (int meter = 0; meter < meters.size(); meter++) {
            var channels = meters.get(meter).channels();
            for (int index = 0; index < channels.size(); index++) {
                candidates.add(new Coverage.Candidate(
                        meter, index, channels.get(index), meters.get(meter).period()));
            }
        }
        return new MeterSet(meters, Coverage.of(candidates));
    }

    private static List<Integer> kept(Coverage coverage, int meter) {
        return coverage.kept().stream()
                .filter(candidate -> candidate.meter() == meter)
                .map(Coverage.Candidate::index)
                .toList();
    }

    private static boolean isUsed(Part part) {
        if (part.kept().isEmpty()) {
            part.meter().close();
        }
        return !part.kept().isEmpty();
    }

    /** {@return the channels that are left out, each with the reason} */
    public List<Dropped> dropped() {
        return dropped;
    }

    /** {@return the meters that are used} */
    public List<Meter> meters() {
        return parts.stream().map(Part::meter).toList();
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    /** {@return the shortest period among the meters} */
    @Override
    public Duration period() {
        return meters().stream()
                .map(Meter::period)
                .min(Comparator.naturalOrder())
                .orElse(Duration.ofSeconds(1));
    }

    @Override
    public List<Message> notes() {
        return parts.stream().flatMap(part -> part.meter().notes().stream()).toList();
    }

    @Override
    public void start(Instant now) {
        parts.forEach(part -> part.meter().start(now));
    }

    @Override
    public List<Reading> poll(Instant now) {
        return parts.stream().flatMap(part -> poll(part, now)).toList();
    }

    private static Stream<Reading> poll(Part part, Instant now) {
        var readings = part.meter().poll(now);
        return part.kept().stream().map(readings::get);
    }

    @Override
    public void close() {
        parts.forEach(part -> part.meter().close());
    }
}
