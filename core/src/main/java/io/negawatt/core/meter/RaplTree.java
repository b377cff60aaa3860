package io.negawatt.core.meter;

import io.negawatt.core.text.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The zones under {@code /sys/class/powercap}, known by what their {@code name} files say. Numbers in folder names only tell
 * which zone lies inside which; they change from boot to boot.
 *
 * <p>A zone that the memory-mapped interface ({@code intel-rapl-mmio}) repeats is left out, with a note.
 *
 * @see <a href="https://docs.kernel.org/power/powercap/powercap.html">Linux power capping framework</a>
 */
final class RaplTree {
    private static final Pattern ZONE = Pattern.compile("(\\w+-rapl(?:-mmio)?)((?::\\w+)+)");
    /** More than any package of today draws, and more than any board: a stated limit is believed between them. */
    private static final double PACKAGE_POWER_W = 1000;

    private static final double BOARD_POWER_W = 10_000;
    /** Short peaks reach twice the stated limit. */
    private static final double PEAK_PER_LIMIT = 2;

    private final List<Zone> zones = new ArrayList<>();
    private final List<Message> notes = new ArrayList<>();

    /**
     * A zone.
     *
     * @param id id of its channel, such as {@code package-0} or {@code dram-1}
     * @param folder folder with its files
     * @param parent id of the zone that its energy is inside of
     * @param range count at which its counter starts again from 0, in µJ; empty where the kernel does not say
     * @param maxPowerW more than it can draw for long, in W
     */
    record Zone(String id, Path folder, Optional<String> parent, Optional<Long> range, double maxPowerW) {
        Path counter() {
            return folder.resolve("energy_uj");
        }

        Zone inside(Optional<String> outer) {
            return new Zone(id, folder, outer, range, maxPowerW);
        }

        boolean isPackage() {
            return id.startsWith("package-");
        }
    }

    private RaplTree(Path powercap) {
        var folders = folders(powercap);
        var msr = folders.values().stream()
                .filter(folder -> !isMemoryMapped(folder))
                .toList();
        var mmio = folders.values().stream().filter(RaplTree::isMemoryMapped).toList();
        add(msr.isEmpty() ? mmio : msr, folders);
        if (!msr.isEmpty() && !mmio.isEmpty()) {
            notes.add(Message.of("meter.rapl.mmio", mmio.size()));
        }
    }

    static RaplTree of(Host host) {
        return new RaplTree(host.sys().resolve("class/powercap"));
    }

    /** {@return the zones, outer ones before those inside them} */
    List<Zone> zones() {
        return zones;
    }

    List<Message> notes() {
        return notes;
    }

    /** Zones lie flat in the class folder and again inside each other; a name is one zone however it was reached. */
    private static Map<String, Path> folders(Path powercap) {
        var byName = new TreeMap<String, Path>();
        for (var zone : SysTree.children(powercap, RaplTree::isZone)) {
            byName.putIfAbsent(SysTree.name(zone), zone);
            SysTree.children(zone, RaplTree::isZone).forEach(inner -> byName.putIfAbsent(SysTree.name(inner), inner));
        }
        return byName;
    }

    private static boolean isZone(String name) {
        return ZONE.matcher(name).matches();
    }

    private static boolean isMemoryMapped(Path folder) {
        return SysTree.name(folder).contains("-mmio:");
    }

    private void add(List<Path> folders, Map<String, Path> all) {
        var top = folders.stream().filter(folder -> outer(folder).isEmpty()).toList();
        var platforms = top.stream()
                .filter(folder -> kernelName(folder).equals(MeterSet.PLATFORM))
                .toList();
        var used = new HashSet<String>();
        platforms.forEach(folder -> addZone(MeterSet.PLATFORM, folder, Optional.empty(), used));
        var platform = zones.stream().findFirst().map(Zone::id);
        top.stream()
                .filter(folder -> !platforms.contains(folder))
                .forEach(folder -> addZone(kernelName(folder), folder, platform, used));
        for (var folder : folders) {
            outer(folder)
                    .flatMap(name -> Optional.ofNullable(all.get(name)))
                    .ifPresent(outer -> addInner(folder, outer, used));
        }
    }

    /** Memory is beside its package on the board, though the kernel shows it inside. */
    private void addInner(Path folder, Path outerFolder, Set<String> used) {
        zones.stream()
                .filter(zone -> zone.folder().equals(outerFolder))
                .findFirst()
                .ifPresent(outer -> {
                    String name = kernelName(folder);
                    var parent = name.equals("dram") ? outer.parent() : Optional.of(outer.id());
                    addZone(name + outer.id().replaceFirst("^\\D*", "-"), folder, parent, used);
                });
    }

    private void addZone(String name, Path folder, Optional<String> parent, Set<String> used) {
        String id = name;
        for (int copy = 2; !used.add(id); copy++) {
            id = name + "." + copy;
        }
        zones.add(
                new Zone(id, folder, parent, SysTree.number(folder.resolve("max_energy_range_uj")), maxPowerW(folder)));
    }

    private static String kernelName(Path folder) {
        return SysTree.text(folder.resolve("name")).orElse(SysTree.name(folder));
    }

    /** {@return the folder name of the zone around this one} */
    private static Optional<String> outer(Path folder) {
        String name = SysTree.name(folder);
        int last = name.lastIndexOf(':');
        return last == name.indexOf(':') ? Optional.empty() : Optional.of(name.substring(0, last));
    }

    private static double maxPowerW(Path folder) {
        return SysTree.children(folder, name -> name.matches("constraint_\\d+_(max_power|power_limit)_uw")).stream()
                .flatMap(file -> SysTree.number(file).stream())
                .mapToDouble(microwatts -> PEAK_PER_LIMIT * microwatts * 1e-6)
                .map(watts -> Math.clamp(watts, PACKAGE_POWER_W, BOARD_POWER_W))
                .max()
                .orElse(PACKAGE_POWER_W);
    }
}
