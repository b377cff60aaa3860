package io.negawatt.core.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What everybody on the host used, from the kernel's own sums: busy CPU-seconds, bytes to and from whole disks, and bytes over
 * links and over loopback. Each method returns the use since its last call; 0 too where the kernel keeps no such sum, so that
 * the host's amount is then what the processes used.
 */
final class HostUse implements AutoCloseable {
    private static final int SECTOR_BYTES = 512;
    private static final int SUMMARY_BYTES = 256;
    private static final int LISTS_BYTES = 1 << 16;
    static final String LOOPBACK = "lo";

    private final ProcText summary = new ProcText(SUMMARY_BYTES);
    private final ProcText lists = new ProcText(LISTS_BYTES);
    private final Counter cpu;
    private final Counter disks;
    private final Counter links;
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
        links = new Counter(host.proc().resolve("net/dev"), this::linkBytes);
    }

    /**
     * Bytes received and sent.
     *
     * @param external over the links of the host
     * @param loopback over loopback, where each byte is sent and received here
     */
    record Traffic(double external, double loopback) {}

    /** {@return number of CPUs that run, at least 1} */
    int cores() {
        return cores;
    }

    double cpuS() {
        return cpu.rise()[0];
    }

    double ioBytes() {
        return disks.rise()[0];
    }

    Traffic traffic() {
        var rise = links.rise();
        return new Traffic(rise[0], rise[1]);
    }

    private static int cores(Path stat) {
        try (var lines = Files.lines(stat)) {
            return (int)
                    Math.max(1, lines.filter(line -> line.matches("cpu\\d+ .*")).count());
        } catch (IOException | UncheckedIOException e) {
            return Runtime.getRuntime().availableProcessors();
        }
    }

    /** user + nice + system + irq + softirq; guests are inside user, and stolen time ran elsewhere. */
    private double[] cpuBusyS(FileChannel file) {
        read(() -> summary.readOnce(file));
        summary.skipFields(1);
        long ticks = summary.nextLong() + summary.nextLong() + summary.nextLong();
        summary.skipFields(2);
        ticks += summary.nextLong() + summary.nextLong();
        return new double[] {ticks / ProcStat.TICKS_PER_S};
    }

    private double[] diskBytes(FileChannel file) {
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
        return new double[] {(double) sectors * SECTOR_BYTES};
    }

    private double[] linkBytes(FileChannel file) {
        read(() -> lists.readAll(file));
        double external = sumOfLinks(lists, name -> countedLinks.computeIfAbsent(name, realLinks::test));
        lists.rewind();
        return new double[] {external, sumOfLinks(lists, LOOPBACK::equals)};
    }

    /** {@return bytes received and sent over the {@code counted} links of the text of a {@code net/dev} file} */
    static double sumOfLinks(ProcText text, Predicate<String> counted) {
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
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cpu.close();
        disks.close();
        links.close();
    }

    /** Sums that only rise; a lower one, such as after a device was taken out, becomes the new base line. */
    private static final class Counter {
        private final Optional<FileChannel> file;
        private final Function<FileChannel, double[]> parse;
        private double[] last = new double[2];

        Counter(Path path, Function<FileChannel, double[]> parse) {
            this.file = ProcText.open(path);
            this.parse = parse;
            this.last = now();
        }

        double[] rise() {
            var now = now();
            var rise = new double[now.length];
            for (int i = 0; i < now.length; i++) {
                rise[i] = Math.max(0, now[i] - last[i]);
            }
            last = now;
            return rise;
        }

        private double[] now() {
            try {
                return file.isPresent() ? parse.apply(file.get()) : last;
            } catch (UncheckedIOException e) {
                return last;
            }
        }

        void close() {
            ProcText.close(file);
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
            return anyDevice ? Files.exists(net.resolve(name).resolve("device")) : !name.equals(LOOPBACK);
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
