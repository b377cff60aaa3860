package io.negawatt.core.meter;

import io.negawatt.core.meter.Channel.Bounds;
import io.negawatt.core.series.CounterSpec;
import io.negawatt.core.series.Reading;
import io.negawatt.core.series.WrappingCounter;
import io.negawatt.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The energy counters of Intel and AMD CPUs that Linux shows as powercap zones: {@code psys} holds {@code package-N}, which
 * holds {@code core-N} and {@code uncore-N}; {@code dram-N} is beside its package.
 *
 * <p>Each zone has a counter of its own range and is corrected for its wrap before anything is added. A zone that counts
 * nothing is left out, and so is a package whose counter is that of another one (dies of one AMD package may show the same
 * register twice). Since CVE-2020-8694 the counters are readable by root only, because fine readings tell secrets of other
 * processes.
 */
public final class RaplMeter implements Meter {
    public static final MeterKind KIND =
            new MeterKind("rapl", host -> RaplDiscovery.discover(host, SysFile.Opener.system()));

    private static final double JOULES_PER_TICK = 1e-6;
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final Duration SLOWEST_MOVE = Duration.ofMillis(10);
    /** Counters move about every millisecond, but firmware was seen to skip; a package or memory never draws nothing. */
    private static final Duration DEAD_AFTER = Duration.ofSeconds(1);

    private final List<Channel> channels;
    private final List<CounterTrack> tracks;
    private final List<Message> notes;

    /**
     * @param zones the zones, each with its open counter, which is closed with this
     * @param facts what the host says of its CPU
     * @param notes what a reader of the figures should know
     */
    RaplMeter(List<RaplDiscovery.Opened> zones, HostFacts facts, List<Message> notes) {
        this.channels =
                zones.stream().map(opened -> channel(opened.zone(), facts)).toList();
        this.tracks = zones.stream()
                .map(opened -> track(opened.zone(), opened.counter()))
                .toList();
        this.notes = List.copyOf(notes);
    }

    private static Channel channel(RaplTree.Zone zone, HostFacts facts) {
        boolean platform = zone.id().startsWith(MeterSet.PLATFORM);
        return new Channel(
                zone.id(),
                KIND.name(),
                facts.cpuModel().map(model -> model + " " + zone.id()).orElse(zone.id()),
                Component.COMPUTE,
                platform ? Scope.MODULE : Scope.DEVICE,
                Tier.COUNTER,
                Activity.CPU,
                zone.parent(),
                OptionalDouble.empty(),
                bounds(zone, facts));
    }

    /**
     * Intel measures since Haswell, AMD computes from activity and is off by more (Schöne et al., CLUSTER 2021); memory was found
     * within 20 % (Desrochers et al., MEMSYS 2016).
     */
    private static Bounds bounds(RaplTree.Zone zone, HostFacts facts) {
        if (zone.id().startsWith("dram") || facts.cpuFrom("AuthenticAMD", "HygonGenuine")) {
            return Bounds.within(0.2);
        }
        return Bounds.within(0.05);
    }

    private static CounterTrack track(RaplTree.Zone zone, SysCounter file) {
        var spec = zone.range()
                .map(range -> CounterSpec.wrapping(JOULES_PER_TICK, range, zone.maxPowerW()))
                .orElseGet(() -> CounterSpec.unbounded(JOULES_PER_TICK, zone.maxPowerW()));
        boolean mayRest = zone.id().startsWith("core") || zone.id().startsWith("uncore");
        return mayRest
                ? new CounterTrack(file, new WrappingCounter(spec.movingEvery(SLOWEST_MOVE)), Optional.empty())
                : new CounterTrack(file, new WrappingCounter(spec.movingEvery(DEAD_AFTER)), Optional.of(DEAD_AFTER));
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
        return notes;
    }

    @Override
    public void start(Instant now) {
        tracks.forEach(track -> track.start(now));
    }

    @Override
    public List<Reading> poll(Instant now) {
        var readings = new ArrayList<Reading>(tracks.size());
        for (var track : tracks) {
            readings.add(track.poll(now));
        }
        return readings;
    }

    @Override
    public void close() {
        tracks.forEach(CounterTrack::close);
    }
}
