package io.negawatt.core.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** A host with a scripted {@code /proc}: processes that work, fork, wait and die as the kernel would count it. */
final class FakeProc {
    final Path root;
    private final Map<Long, Process> processes = new HashMap<>();
    private long busyTicks;
    private long idleTicks;
    private long sectors;
    private long netBytes;
    private long loopbackBytes;
    private long lastPid;

    private static final class Process {
        long parent;
        String name = "";
        char state = 'S';
        long own;
        long reaped;
        long start;
        long io;
    }

    FakeProc(Path root) {
        this.root = root;
        write("stat", "");
        host(0, 0, 0, 0);
    }

    Host host() {
        return new Host(root, Map.of());
    }

    FakeProc start(long pid, long parent, String name) {
        var process = new Process();
        process.parent = parent;
        process.name = name;
        process.start = 1000 + pid;
        processes.put(pid, process);
        lastPid = pid;
        return save(pid);
    }

    FakeProc environ(long pid, String... variables) {
        write(pid + "/environ", String.join("\0", variables) + "\0");
        return this;
    }

    /** The process starts another program. */
    FakeProc exec(long pid, String name, String... variables) {
        processes.get(pid).name = name;
        environ(pid, variables);
        return save(pid);
    }

    FakeProc work(long pid, long ticks, long ioBytes) {
        var process = processes.get(pid);
        process.own += ticks;
        process.io += ioBytes;
        busyTicks += ticks;
        sectors += ioBytes / 512;
        host(0, 0, 0, 0);
        return save(pid);
    }

    /** A process that nobody sees works and is waited for by {@code parent}. */
    FakeProc unseenChild(long parent, long ticks) {
        processes.get(parent).reaped += ticks;
        busyTicks += ticks;
        host(0, 0, 0, 0);
        return save(parent);
    }

    FakeProc end(long pid) {
        processes.get(pid).state = 'Z';
        return save(pid);
    }

    /** The parent waits for a process; the parent takes in what it used, unless it {@code ignores} its children. */
    FakeProc reap(long pid, boolean ignores) {
        var gone = processes.remove(pid);
        var parent = processes.get(gone.parent);
        if (!ignores && parent != null) {
            parent.reaped += gone.own + gone.reaped;
            parent.io += gone.io;
            save(gone.parent);
        }
        // The kernel lets no open file of a process outlive it.
        write(pid + "/stat", "").write(pid + "/io", "");
        delete(root.resolve("proc").resolve(Long.toString(pid)));
        return this;
    }

    FakeProc adopt(long pid, long parent) {
        processes.get(pid).parent = parent;
        return save(pid);
    }

    /** Another process takes the id at once. */
    FakeProc reuse(long pid, long parent, String name, long startTicks) {
        start(pid, parent, name);
        processes.get(pid).start = startTicks;
        return save(pid);
    }

    FakeProc host(long moreBusyTicks, long moreSectors, long moreNetBytes, long moreLoopbackBytes) {
        busyTicks += moreBusyTicks;
        sectors += moreSectors;
        netBytes += moreNetBytes;
        loopbackBytes += moreLoopbackBytes;
        idleTicks += 7;
        write(
                "stat",
                "cpu  %d 0 0 %d 900 0 0 55 0 0\ncpu0 1 0 0 0 0 0 0 0 0 0\ncpu1 1 0 0 0 0 0 0 0 0 0\nintr 5\n"
                        .formatted(busyTicks, idleTicks));
        write("diskstats", """
               7       0 loop0 5 0 9999 0 5 0 9999 0 0 0 0
             259       0 nvme0n1 5 0 %d 0 5 0 0 0 0 0 0
             259       1 nvme0n1p1 5 0 %d 0 5 0 0 0 0 0 0
             253       0 dm-0 5 0 %d 0 5 0 0 0 0 0 0
            """.formatted(sectors, sectors, sectors));
        write("net/dev", """
            Inter-|   Receive                            |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs
                lo:%d 1 0 0 0 0 0 0 0 1 0 0 0 0 0 0
              eth0: %d 1 0 0 0 0 0 0 0 1 0 0 0 0 0 0
            """.formatted(loopbackBytes, netBytes));
        return this;
    }

    /** The host tells the last process id that it gave out. */
    FakeProc loadavg() {
        write("loadavg", "0.10 0.20 0.30 1/99 " + lastPid + "\n");
        return this;
    }

    private FakeProc save(long pid) {
        var p = processes.get(pid);
        write(
                pid + "/stat",
                "%d (%s) %c %d 1 1 0 -1 4194560 1 2 3 4 %d %d %d %d 20 0 1 0 %d 5124096 947\n"
                        .formatted(
                                pid,
                                p.name,
                                p.state,
                                p.parent,
                                p.own / 2,
                                p.own - p.own / 2,
                                p.reaped / 2,
                                p.reaped - p.reaped / 2,
                                p.start));
        write(
                pid + "/io",
                "rchar: 1\nwchar: 2\nread_bytes: %d\nwrite_bytes: %d\ncancelled_write_bytes: %d\n"
                        .formatted(p.io / 2, p.io - p.io / 2 + 100, 100));
        return this;
    }

    FakeProc write(String file, String text) {
        try {
            var path = root.resolve("proc").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
