package io.negawatt.core.meter;

import io.negawatt.core.meter.Channel.Bounds;
import io.negawatt.core.meter.MeterKind.Discovery;
import io.negawatt.core.series.CounterSpec;
import io.negawatt.core.series.Reading;
import io.negawatt.core.series.WrappingCounter;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

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
    public static final MeterKind KIND = new MeterKind("rapl", RaplMeter::discover);

    private static final double JOULES_PER_TICK = 1e-6;
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final Duration SLOWEST_MOVE = Duration.ofMillis(10);
    /** Counters move about every millisecond, but firmware was seen to skip; a package or memory never draws nothing. */
    private static final Duration DEAD_AFTER = Duration.ofSeconds(1);

    private final List<Channel> channels;
    private final List<CounterTrack> tracks;
    private final List<Message> notes;

    private RaplMeter(Map<RaplTree.Zone, SysCounter> counters, HostFacts facts, List<Message> notes) {
        this.channels =
                counters.keySet().stream().map(zone -> channel(zone, facts)).toList();
        this.tracks = counters.entrySet().stream()
                .map(entry -> track(entry.getKey(), entry.getValue()))
                .toList();
        this.notes = List.copyOf(notes);
    }

    private static Discovery discover(Host host) {
        return discover(host, SysFile.Opener.system());
    }

    static Discovery discover(Host host, SysFile.Opener opener) {
        var tree = RaplTree.of(host);
        if (tree.zones().isEmpty()) {
            return new Discovery.Absent(Message.of("meter.rapl.absent"));
        }
        var counters = new LinkedHashMap<RaplTree.Zone, SysCounter>();
        var notes = new ArrayList<>(tree.notes());
        var refused = new ArrayList<RaplTree.Zone>();
        for (var zone : tree.zones()) {
            try {
                counters.put(zone, SysCounter.open(zone.counter(), opener));
            } catch (IOException e) {
                refused.add(zone);
            }
        }
        if (!refused.isEmpty()) {
            counters.values().forEach(SysCounter::close);
            return closed(refused);
        }
        leaveOutDead(counters, notes);
        leaveOutMirrors(counters, notes);
        return counters.isEmpty()
                ? new Discovery.Absent(Message.of("meter.rapl.dead"))
                : new Discovery.Found(new RaplMeter(counters, HostFacts.of(host), notes));
    }

    private static Discovery.Closed closed(List<RaplTree.Zone> refused) {
        var files = refused.stream().map(zone -> zone.counter().toString()).toList();
        return new Discovery.Closed(
                Message.of("meter.rapl.closed", files.getFirst()),
                Message.of("meter.rapl.remedy"),
                Stream.concat(Stream.of("sudo", "chmod", "a+r"), files.stream()).toList());
    }

    /** A register that is not wired reads 0 for ever; a counter that runs is past 0 within a millisecond of the boot. */
    private static void leaveOutDead(Map<RaplTree.Zone, SysCounter> counters, List<Message> notes) {
        for (var zone : List.copyOf(counters.keySet())) {
            if (read(counters.get(zone)).orElse(1) == 0) {
                leaveOut(zone, counters);
                notes.add(Message.of("meter.rapl.zero", zone.id()));
            }
        }
    }

    private static void leaveOutMirrors(Map<RaplTree.Zone, SysCounter> counters, List<Message> notes) {
        var packages = counters.keySet().stream().filter(RaplTree.Zone::isPackage).toList();
        for (int i = 0; i < packages.size(); i++) {
            for (int j = i + 1; j < packages.size(); j++) {
                var first = packages.get(i);
                var second = packages.get(j);
                if (counters.containsKey(first)
                        && counters.containsKey(second)
                        && isMirror(counters.get(first), counters.get(second))) {
                    leaveOut(second, counters);
                    notes.add(Message.of("meter.rapl.mirror", second.id(), first.id()));
                }
            }
        }
    }

    /**
     * Between two reads of one register a mirror shows the first or the second; two real counters agree by chance once in
     * four billion times.
     */
    private static boolean isMirror(SysCounter register, SysCounter other) {
        var before = read(register);
        var mirrored = read(other);
        var after = read(register);
        return mirrored.isPresent() && (mirrored.equals(before) || mirrored.equals(after));
    }

    private static java.util.OptionalLong read(SysCounter counter) {
        try {
            return java.util.OptionalLong.of(counter.read());
        } catch (IOException noFigureYet) {
            // Not swallowed: the channel stays, and its first poll is a gap that names the failure.
            return java.util.OptionalLong.empty();
        }
    }

    /** What lies inside a zone that is left out lies inside the zone around it. */
    private static void leaveOut(RaplTree.Zone zone, Map<RaplTree.Zone, SysCounter> counters) {
        var counter = counters.remove(zone);
        if (counter != null) {
            counter.close();
        }
        var rest = List.copyOf(counters.entrySet());
        counters.clear();
        for (var entry : rest) {
            var inner = entry.getKey();
            boolean inside = inner.parent().equals(Optional.of(zone.id()));
            counters.put(inside ? inner.inside(zone.parent()) : inner, entry.getValue());
        }
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
