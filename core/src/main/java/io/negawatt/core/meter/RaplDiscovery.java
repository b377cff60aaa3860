package io.negawatt.core.meter;

import io.negawatt.core.meter.MeterKind.Discovery;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Looks for RAPL zones, opens their counters, and leaves out those that count nothing or the same twice. */
final class RaplDiscovery {
    private final List<Opened> zones = new ArrayList<>();
    private final List<RaplTree.Zone> refused = new ArrayList<>();
    private final List<Message> notes;

    /** A zone whose counter can be read. */
    record Opened(RaplTree.Zone zone, SysCounter counter) {}

    private RaplDiscovery(RaplTree tree, SysFile.Opener opener) {
        notes = new ArrayList<>(tree.notes());
        for (var zone : tree.zones()) {
            try {
                zones.add(new Opened(zone, SysCounter.open(zone.counter(), opener)));
            } catch (IOException e) {
                // Told by the discovery, which is closed then.
                refused.add(zone);
            }
        }
    }

    static Discovery discover(Host host, SysFile.Opener opener) {
        var tree = RaplTree.of(host);
        return tree.zones().isEmpty()
                ? new Discovery.Absent(Message.of("meter.rapl.absent"))
                : new RaplDiscovery(tree, opener).discovery(host);
    }

    private Discovery discovery(Host host) {
        if (!refused.isEmpty()) {
            zones.forEach(opened -> opened.counter().close());
            return closed();
        }
        leaveOutDead();
        leaveOutMirrors();
        return zones.isEmpty()
                ? new Discovery.Absent(Message.of("meter.rapl.dead"))
                : new Discovery.Found(new RaplMeter(zones, HostFacts.of(host), notes));
    }

    private Discovery.Closed closed() {
        var files = refused.stream().map(zone -> zone.counter().toString()).toList();
        return new Discovery.Closed(
                Message.of("meter.rapl.closed", files.getFirst()),
                Message.of("meter.rapl.remedy"),
                Stream.concat(Stream.of("sudo", "chmod", "a+r"), files.stream()).toList());
    }

    /** A register that is not wired reads 0 for ever; a counter that runs is past 0 within a millisecond of the boot. */
    private void leaveOutDead() {
        for (var opened : List.copyOf(zones)) {
            if (read(opened).orElse(1) == 0) {
                leaveOut(opened);
                notes.add(Message.of("meter.rapl.zero", opened.zone().id()));
            }
        }
    }

    private void leaveOutMirrors() {
        var seen = new ArrayList<Opened>();
        for (var opened : List.copyOf(zones)) {
            if (opened.zone().isPackage()) {
                seen.stream()
                        .filter(earlier -> isMirror(earlier, opened))
                        .findFirst()
                        .ifPresentOrElse(earlier -> leaveOutMirror(opened, earlier), () -> seen.add(opened));
            }
        }
    }

    private void leaveOutMirror(Opened mirror, Opened of) {
        leaveOut(mirror);
        notes.add(Message.of("meter.rapl.mirror", mirror.zone().id(), of.zone().id()));
    }

    /**
     * Between two reads of one register a mirror shows the first or the second; two real counters agree by chance once in
     * four billion times.
     */
    private static boolean isMirror(Opened register, Opened other) {
        var before = read(register);
        var mirrored = read(other);
        var after = read(register);
        return mirrored.isPresent() && (mirrored.equals(before) || mirrored.equals(after));
    }

    private static OptionalLong read(Opened opened) {
        try {
            return OptionalLong.of(opened.counter().read());
        } catch (IOException noFigureYet) {
            // Not swallowed: the channel stays, and its first poll is a gap that names the failure.
            return OptionalLong.empty();
        }
    }

    /** What lies inside a zone that is left out lies inside the zone around it. */
    private void leaveOut(Opened out) {
        out.counter().close();
        zones.removeIf(opened -> opened.zone().equals(out.zone()));
        zones.replaceAll(
                opened -> opened.zone().parent().equals(Optional.of(out.zone().id()))
                        ? new Opened(opened.zone().inside(out.zone().parent()), opened.counter())
                        : opened);
    }
}
