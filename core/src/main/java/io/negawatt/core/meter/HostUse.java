package io.negawatt.core.meter;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What everybody on the host used, from the kernel's own sums: busy CPU-seconds, bytes to and from whole disks, and bytes over
 * links and over loopback. Each method returns the use since its last call; 0 too where the kernel keeps no such sum, so that
 * the host's amount is then what the processes used.
 */
final class HostUse implements AutoCloseable {
    private static final int SECTOR_BYTES = 512;
    private static final int SUMMARY_BYTES = 256;
    private static final int LISTS_BYTES = 1 << 16;

    private final ProcText summary = new ProcText(SUMMARY_BYTES);
    private final ProcText lists = new ProcText(LISTS_BYTES);
    private final Counter cpu;
    private final Counter disks;
    private final Counter links;
    private final Counter loopback;
    private final Map<String, Boolean> countedDisks = new HashMap<>();
    private final Map<String, Boolean> countedLinks = new HashMap<>();
    private final Disks wholeDisks;
    private final Links realLinks;
    private final int cores;

    /** Takes the base line of {@code host}. */
    HostUse(Host host) {
        wholeDisks = new Disks(host);
        realLinks = new Links(host);
        cores = cores(host.proc().resolve("stat"));
        cpu = new Counter(host.proc().resolve("stat"), this::cpuBusyS);
        disks = new Counter(host.proc().resolve("diskstats"), this::diskBytes);
        links = new Counter(host.proc().resolve("net/dev"), file -> linkBytes(lists, file, this::isCountedLink));
        loopback = new Counter(host.proc().resolve("net/dev"), file -> linkBytes(lists, file, "lo"::equals));
    }

    /** {@return number of CPUs that run, at least 1} */
    int cores() {
        return cores;
    }

    double cpuS() {
        return cpu.rise();
    }

    double ioBytes() {
        return disks.rise();
    }

    double netBytes() {
        return links.rise();
    }

    double loopbackBytes() {
        return loopback.rise();
    }

    private static int cores(Path stat) {
        try (var lines = Files.lines(stat)) {
            return (int)
                    Math.max(1, lines.filter(line -> line.matches("cpu\\d+ .*")).count());
        } catch (IOException | java.io.UncheckedIOException e) {
            return Runtime.getRuntime().availableProcessors();
        }
    }

    /** user + nice + system + irq + softirq; guests are inside user, and stolen time ran elsewhere. */
    private double cpuBusyS(FileChannel file) {
        read(() -> summary.readOnce(file));
        summary.skipFields(1);
        long ticks = summary.nextLong() + summary.nextLong() + summary.nextLong();
        summary.skipFields(2);
        ticks += summary.nextLong() + summary.nextLong();
        return ticks / ProcStat.TICKS_PER_S;
    }

    private double diskBytes(FileChannel file) {
        read(() -> lists.readAll(file));
        long sectors = 0;
        for (; !lists.atEnd(); lists.nextLine()) {
            lists.skipFields(2);
            String name = lists.nextWord(' ');
            if (countedDisks.computeIfAbsent(name, wholeDisks::test)) {
                lists.skipFields(2);
                sectors += lists.nextLong();
                lists.skipFields(3);
                sectors += lists.nextLong();
            }
        }
        return (double) sectors * SECTOR_BYTES;
    }

    private boolean isCountedLink(String name) {
        return countedLinks.computeIfAbsent(name, realLinks::test);
    }

    /** {@return bytes received and sent over the links of a {@code net/dev} file that are {@code counted}} */
    static double linkBytes(ProcText text, FileChannel file, Predicate<String> counted) {
        read(() -> text.readAll(file));
        text.nextLine();
        text.nextLine();
        long bytes = 0;
        for (; !text.atEnd(); text.nextLine()) {
            if (counted.test(text.nextWord(':'))) {
                bytes += text.nextLong();
                text.skipFields(7);
                bytes += text.nextLong();
            }
        }
        return bytes;
    }

    private interface Reading {
        void run() throws IOException;
    }

    private static void read(Reading reading) {
        try {
            reading.run();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cpu.close();
        disks.close();
        links.close();
        loopback.close();
    }

    /** A sum that only rises; a lower one, such as after a device was taken out, becomes the new base line. */
    private static final class Counter {
        private final Optional<FileChannel> file;
        private final ToDoubleFunction<FileChannel> parse;
        private double last;

        Counter(Path path, ToDoubleFunction<FileChannel> parse) {
            this.file = open(path);
            this.parse = parse;
            this.last = now();
        }

        double rise() {
            double now = now();
            double rise = Math.max(0, now - last);
            last = now;
            return rise;
        }

        private double now() {
            try {
                return file.isPresent() ? parse.applyAsDouble(file.get()) : last;
            } catch (java.io.UncheckedIOException e) {
                return last;
            }
        }

        private static Optional<FileChannel> open(Path path) {
            try {
                return Optional.of(FileChannel.open(path));
            } catch (IOException absent) {
                return Optional.empty();
            }
        }

        void close() {
            try {
                if (file.isPresent()) {
                    file.get().close();
                }
            } catch (IOException e) {
                // Closing a file of the kernel that was only read loses nothing.
            }
        }
    }

    /** Disks that are no part, copy or layer of another one. */
    private record Disks(boolean hasSys, Path block) implements Predicate<String> {
        Disks(Host host) {
            this(Files.isDirectory(host.sys().resolve("block")), host.sys().resolve("block"));
        }

        @Override
        public boolean test(String name) {
            return hasSys
                    ? Files.exists(block.resolve(name).resolve("device"))
                    : name.matches("[shv]d[a-z]+|xvd[a-z]+|nvme\\d+n\\d+|mmcblk\\d+");
        }
    }

    /** Links with a device behind them; in a container, which has none, every link but loopback. */
    private record Links(Path net, boolean anyDevice) implements Predicate<String> {
        Links(Host host) {
            this(host.sys().resolve("class/net"), anyDevice(host.sys().resolve("class/net")));
        }

        @Override
        public boolean test(String name) {
            return anyDevice ? Files.exists(net.resolve(name).resolve("device")) : !name.equals("lo");
        }

        private static boolean anyDevice(Path net) {
            try (var links = Files.list(net)) {
                return links.anyMatch(link -> Files.exists(link.resolve("device")));
            } catch (IOException noSys) {
                return false;
            }
        }
    }
}
