package io.negawatt.core.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The exact use of a cgroup v2 that holds the run's processes and no others. It sees what no sum over processes can: children
 * that nobody waited for.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html">Control Group v2</a>
 */
final class CgroupUse implements AutoCloseable {
    private static final String OWN_PREFIX = "negawatt-";

    private final Path folder;
    private final boolean made;
    private final Host host;

    private CgroupUse(Host host, Path folder, boolean made) {
        this.host = host;
        this.folder = folder;
        this.made = made;
    }

    /**
     * {@return a new cgroup below the one of process {@code pid}, where the host has cgroup v2 and lets us make one}
     *
     * @param pid this program
     */
    static Optional<CgroupUse> make(Host host, long pid) {
        return folderOf(host, pid).filter(CgroupUse::isWritable).flatMap(parent -> {
            removeLeftovers(host, parent);
            var folder = parent.resolve(OWN_PREFIX + pid);
            try {
                Files.createDirectory(folder);
                return Optional.of(new CgroupUse(host, folder, true));
            } catch (IOException notAllowed) {
                return Optional.empty();
            }
        });
    }

    /** {@return the cgroup that process {@code pid} is in, if only processes of {@code tree} are} */
    static Optional<CgroupUse> exclusive(Host host, long pid, ProcessIndex tree) {
        return folderOf(host, pid)
                .map(folder -> new CgroupUse(host, folder, false))
                .filter(cgroup -> cgroup.holdsOnly(tree));
    }

    /** {@return whether the process was moved into this cgroup} */
    boolean adopt(long pid) {
        try {
            Files.writeString(folder.resolve("cgroup.procs"), Long.toString(pid));
            return true;
        } catch (IOException notAllowed) {
            return false;
        }
    }

    /** {@return CPU time of all processes that were ever in it, in µs; empty where it cannot be read} */
    Optional<Long> cpuMicros() {
        return sum("cpu.stat", line -> line.startsWith("usage_usec "), List.of("usage_usec "));
    }

    /** {@return bytes that they moved to and from whole disks; empty where it cannot be read} */
    Optional<Long> ioBytes() {
        return sum("io.stat", this::isWholeDisk, List.of("rbytes=", "wbytes="));
    }

    private boolean isWholeDisk(String line) {
        int colonAndMinor = line.indexOf(' ');
        return colonAndMinor > 0
                && Files.exists(host.sys()
                        .resolve("dev/block")
                        .resolve(line.substring(0, colonAndMinor))
                        .resolve("device"));
    }

    private Optional<Long> sum(String file, Predicate<String> counted, List<String> keys) {
        try {
            long sum = 0;
            var lines = Files.readAllLines(folder.resolve(file)).stream()
                    .filter(counted)
                    .toList();
            for (var line : lines) {
                for (var key : keys) {
                    sum += numberAfter(line, key);
                }
            }
            return lines.isEmpty() ? Optional.empty() : Optional.of(sum);
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private static long numberAfter(String line, String key) {
        int at = line.indexOf(key);
        if (at < 0) {
            return 0;
        }
        int from = at + key.length();
        int to = line.indexOf(' ', from);
        return Long.parseLong(line.substring(from, to < 0 ? line.length() : to).strip());
    }

    private boolean holdsOnly(ProcessIndex tree) {
        try {
            var processes = Files.readAllLines(folder.resolve("cgroup.procs"));
            return !processes.isEmpty()
                    && processes.stream()
                            .allMatch(process ->
                                    tree.of(Long.parseLong(process.strip())).isPresent());
        } catch (IOException absent) {
            return false;
        }
    }

    private static Optional<Path> folderOf(Host host, long pid) {
        var mount = host.sys().resolve("fs/cgroup");
        if (!Files.exists(mount.resolve("cgroup.controllers"))) {
            return Optional.empty();
        }
        try (var lines = Files.lines(host.proc().resolve(Long.toString(pid)).resolve("cgroup"))) {
            return lines.filter(line -> line.startsWith("0::/"))
                    .map(line -> mount.resolve(line.substring("0::/".length())).normalize())
                    .filter(folder -> folder.startsWith(mount) && Files.isDirectory(folder))
                    .findFirst();
        } catch (IOException | UncheckedIOException absent) {
            return Optional.empty();
        }
    }

    private static boolean isWritable(Path folder) {
        return Files.isWritable(folder) && Files.isWritable(folder.resolve("cgroup.procs"));
    }

    /** Cgroups of runs that were killed are empty and can go; the kernel refuses to remove one that is in use. */
    private static void removeLeftovers(Host host, Path parent) {
        try (var folders = Files.newDirectoryStream(parent, OWN_PREFIX + "*")) {
            for (var folder : folders) {
                String pid = String.valueOf(folder.getFileName()).substring(OWN_PREFIX.length());
                if (!Files.exists(host.proc().resolve(pid))) {
                    Files.deleteIfExists(folder);
                }
            }
        } catch (IOException e) {
            // They cost nothing but a name.
        }
    }

    @Override
    public void close() {
        try {
            if (made) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException stillInUse) {
            // A daemon of the run lives on in it; the next run removes it.
        }
    }
}
