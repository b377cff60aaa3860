package io.negawatt.core.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who uses the CPUs of a whole host: containers, batch jobs, services and users by the kernel's control groups (version 2, or the
 * {@code cpuacct} hierarchy of version 1), and the busiest processes. Unlike {@link ProcessTree} it watches what it did not start.
 *
 * <p>A look reads two small files a unit and one a process; {@link #every} tells how seldom it has to be on a crowded host so as to
 * cost little. Units that end between two looks keep the use of their last look. Not thread-safe: one polling thread.
 */
public final class HostActivity implements AutoCloseable {
    /** Files that may be read a second, which at some 30 µs each is half a thousandth of a core. */
    private static final double FILES_PER_S = 15;

    private static final Duration OFTENEST = Duration.ofSeconds(5);
    private static final Duration SELDOMEST = Duration.ofMinutes(1);
    private static final int DEEPEST = 8;
    private static final int MOST_UNITS = 2_000;
    private static final double MICROS_PER_S = 1e6;
    private static final double NANOS_PER_S = 1e9;

    private final Host host;
    private final HostUse use;
    private final ProcText text = new ProcText(4096);
    private final Optional<Tree> tree;
    private final int mostProcesses;
    private final Map<String, Double> unitS = new HashMap<>();
    private final Map<Long, ProcStat> processes = new HashMap<>();
    private final Map<Long, Optional<HostUnit>> unitsOfProcesses = new HashMap<>();
    private Instant last;
    private int filesRead;

    /** A hierarchy of control groups that counts CPU time; {@code file} begins with, or is, the count. */
    private record Tree(Path root, String file, double perS) {}

    /** CPU time of a unit since the look before, in s. */
    public record UnitUse(HostUnit unit, double cpuS) {}

    /** CPU time of a process since the look before, in s. */
    public record ProcessUse(long pid, String name, Optional<HostUnit> unit, double cpuS) {}

    /**
     * What was used since the look before.
     *
     * @param elapsedS time since then
     * @param hostCpuS CPU time of everybody; never less than that of all units
     * @param capacityS CPU time that there was
     * @param units units that used any, by path
     * @param processes the busiest processes, the busiest first
     */
    public record Look(
            double elapsedS, double hostCpuS, double capacityS, List<UnitUse> units, List<ProcessUse> processes) {}

    private HostActivity(Host host, Instant now, int mostProcesses) {
        this.host = host;
        this.use = new HostUse(host);
        this.last = now;
        this.mostProcesses = mostProcesses;
        this.tree = tree(host.sys().resolve("fs/cgroup"));
    }

    /**
     * {@return the activity of {@code host} from {@code now} on}
     *
     * @param mostProcesses how many processes a look tells at most
     */
    public static HostActivity on(Host host, Instant now, int mostProcesses) {
        var activity = new HostActivity(host, now, mostProcesses);
        activity.look(now);
        return activity;
    }

    private static Optional<Tree> tree(Path root) {
        if (Files.exists(root.resolve("cgroup.controllers"))) {
            return Optional.of(new Tree(root, "cpu.stat", MICROS_PER_S));
        }
        for (var name : List.of("cpuacct", "cpu,cpuacct")) {
            if (Files.exists(root.resolve(name).resolve("cpuacct.usage"))) {
                return Optional.of(new Tree(root.resolve(name), "cpuacct.usage", NANOS_PER_S));
            }
        }
        return Optional.empty();
    }

    /** {@return how long to wait between two looks} */
    public Duration every() {
        var cheap = Duration.ofMillis(Math.round(1e3 * filesRead / FILES_PER_S));
        return cheap.compareTo(OFTENEST) < 0 ? OFTENEST : cheap.compareTo(SELDOMEST) > 0 ? SELDOMEST : cheap;
    }

    /** {@return what was used since the look before} */
    public Look look(Instant now) {
        double elapsedS = Duration.between(last, now).toNanos() * 1e-9;
        last = now;
        filesRead = 1;
        var units = tree.map(this::units).orElse(List.of());
        var busiest = processes();
        double unitsS = units.stream().mapToDouble(UnitUse::cpuS).sum();
        return new Look(elapsedS, Math.max(use.cpuS(), unitsS), use.cores() * elapsedS, units, busiest);
    }

    /** {@return the unit of a process as of its first look; empty where it is in none or gone} */
    public Optional<HostUnit> unitOf(long pid) {
        return unitsOfProcesses.computeIfAbsent(pid, this::readUnit);
    }

    private Optional<HostUnit> readUnit(long pid) {
        try {
            return Files.readAllLines(host.proc().resolve(Long.toString(pid)).resolve("cgroup")).stream()
                    .filter(line -> line.startsWith("0::") || line.contains("cpuacct"))
                    .map(line -> line.substring(line.indexOf(':', line.indexOf(':') + 1) + 1))
                    .flatMap(path -> HostUnit.of(path).stream())
                    .findFirst();
        } catch (IOException | UncheckedIOException gone) {
            return Optional.empty();
        }
    }

    private List<UnitUse> units(Tree at) {
        var found = new TreeMap<String, HostUnit>();
        find(at, at.root(), 0, found);
        var uses = new ArrayList<UnitUse>();
        found.forEach((path, unit) -> cpuS(at, path).ifPresent(nowS -> {
            Double beforeS = unitS.put(path, nowS);
            if (beforeS != null && nowS > beforeS) {
                uses.add(new UnitUse(unit, nowS - beforeS));
            }
        }));
        unitS.keySet().retainAll(found.keySet());
        return List.copyOf(uses);
    }

    /** Goes down to the units and no further: what is inside one is part of it. */
    private void find(Tree at, Path folder, int depth, Map<String, HostUnit> found) {
        filesRead++;
        try (DirectoryStream<Path> below = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (var child : below) {
                String path = "/" + at.root().relativize(child).toString().replace('\\', '/');
                var unit = HostUnit.of(path).filter(it -> it.path().equals(path));
                if (unit.isPresent() && !holdsUnits(unit.get())) {
                    found.put(path, unit.get());
                } else if (depth < DEEPEST && found.size() < MOST_UNITS) {
                    find(at, child, depth + 1, found);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException gone) {
            // A group that ended while it was looked at; its use is in its parent's.
        }
    }

    /** Slurm keeps all jobs of a host inside one scope. */
    private static boolean holdsUnits(HostUnit unit) {
        return unit.name().startsWith("slurm");
    }

    private OptionalLong ticks(Path file) {
        filesRead++;
        try (var channel = FileChannel.open(file)) {
            text.readOnce(channel);
            if (text.atEnd()) {
                return OptionalLong.empty();
            }
            if (file.endsWith("cpu.stat")) {
                text.skipFields(1);
            }
            return OptionalLong.of(text.nextLong());
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
    }

    private Optional<Double> cpuS(Tree at, String path) {
        var ticks = ticks(at.root().resolve(path.substring(1)).resolve(at.file()));
        return ticks.isPresent() ? Optional.of(ticks.getAsLong() / at.perS()) : Optional.empty();
    }

    private List<ProcessUse> processes() {
        var now = new LinkedHashMap<Long, ProcStat>();
        try (var folders = Files.newDirectoryStream(host.proc(), HostActivity::isProcess)) {
            for (var folder : folders) {
                long pid = Long.parseLong(String.valueOf(folder.getFileName()));
                stat(folder, pid).ifPresent(stat -> now.put(pid, stat));
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException hidden) {
            return List.of();
        }
        var uses = uses(now);
        processes.clear();
        processes.putAll(now);
        unitsOfProcesses.keySet().retainAll(Set.copyOf(now.keySet()));
        return uses;
    }

    private static boolean isProcess(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return !name.isEmpty() && name.charAt(0) >= '1' && name.charAt(0) <= '9';
    }

    private List<ProcessUse> uses(Map<Long, ProcStat> now) {
        var used = new HashMap<Long, Long>();
        now.forEach((pid, stat) -> {
            var before = processes.getOrDefault(pid, stat);
            long ticks = before.startTicks() == stat.startTicks() ? stat.ownTicks() - before.ownTicks() : 0;
            if (ticks > 0) {
                used.put(pid, ticks);
            }
        });
        return used.entrySet().stream()
                .sorted(Map.Entry.<Long, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(mostProcesses)
                .map(it -> new ProcessUse(
                        it.getKey(),
                        now.getOrDefault(it.getKey(), NOBODY).name(),
                        unitOf(it.getKey()),
                        it.getValue() / ProcStat.TICKS_PER_S))
                .toList();
    }

    private static final ProcStat NOBODY = new ProcStat("", '?', 0, 0, 0, 0);

    /** The name of a process that was seen before is taken from there, which spares an allocation. */
    private Optional<ProcStat> stat(Path folder, long pid) {
        filesRead++;
        try (var file = FileChannel.open(folder.resolve("stat"))) {
            text.readOnce(file);
            var before = processes.get(pid);
            return text.atEnd()
                    ? Optional.empty()
                    : Optional.of(before == null ? ProcStat.parse(text) : ProcStat.parse(text, before.name()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        use.close();
    }
}
