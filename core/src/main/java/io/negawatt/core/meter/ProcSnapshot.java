package io.negawatt.core.meter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What the kernel has counted so far of a host's CPU time, disk bytes and link bytes: one read of three small files for all
 * channels of {@link ModelMeter}. A file without a channel that needs it is not read.
 */
final class ProcSnapshot implements AutoCloseable {
    private static final int FIRST_LINE = 256;
    private static final int FEW_DEVICES = 8192;
    private static final int SECTOR_BYTES = 512;
    private static final byte[] CPU = "cpu".getBytes(StandardCharsets.US_ASCII);
    /** Columns of {@code /proc/stat}: user nice system idle iowait irq softirq steal; guest time is inside user time. */
    private static final int CPU_COLUMNS = 8;

    private static final int IDLE = 3;
    private static final int IOWAIT = 4;

    private final SysFile stat;
    private final SysFile diskstats;
    private final SysFile net;
    private final List<Counted> disks;
    private final List<Counted> links;
    private final ByteCursor cursor = new ByteCursor();
    private CpuTicks cpu = new CpuTicks(0, 0);
    private Optional<IOException> cpuFailure = Optional.empty();

    /**
     * @param disks kernel names of the disks that will be asked for
     * @param interfaces names of the interfaces that will be asked for
     */
    ProcSnapshot(Host host, List<String> disks, List<String> interfaces) {
        stat = SysFile.lazy(host.proc().resolve("stat"), FIRST_LINE);
        diskstats = SysFile.lazy(host.proc().resolve("diskstats"), FEW_DEVICES);
        net = SysFile.lazy(host.proc().resolve("net/dev"), FEW_DEVICES);
        this.disks = disks.stream().distinct().map(Counted::new).toList();
        this.links = interfaces.stream().distinct().map(Counted::new).toList();
    }

    /** Clock ticks of all CPUs since the start of the system. */
    record CpuTicks(long busy, long total) {}

    /** A device and its bytes in and out as of the last read, or why they are not known. */
    private static final class Counted {
        private final String name;
        private final byte[] word;
        private long in;
        private long out;
        private Optional<IOException> failure = Optional.empty();

        Counted(String name) {
            this.name = name;
            this.word = name.getBytes(StandardCharsets.UTF_8);
        }
    }

    @FunctionalInterface
    private interface Reader {
        void read() throws IOException;
    }

    /** Reads the files anew. */
    void refresh() {
        cpuFailure = failure(this::readCpu);
        refresh(disks, this::readDisks);
        refresh(links, this::readLinks);
    }

    private static void refresh(List<Counted> devices, Reader reader) {
        if (devices.isEmpty()) {
            return;
        }
        for (var device : devices) {
            device.failure = Optional.of(new IOException(device.name + " has gone"));
        }
        failure(reader).ifPresent(why -> devices.forEach(device -> device.failure = Optional.of(why)));
    }

    private static Optional<IOException> failure(Reader reader) {
        try {
            reader.read();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private void readCpu() throws IOException {
        cursor.read(stat.head());
        if (!cursor.accept(CPU)) {
            throw new IOException(stat.path() + " does not begin with the time of all CPUs");
        }
        long total = 0;
        long idle = 0;
        for (int column = 0; column < CPU_COLUMNS; column++) {
            long ticks = cursor.number();
            total += ticks;
            idle += column == IDLE || column == IOWAIT ? ticks : 0;
        }
        cpu = new CpuTicks(total - idle, total);
    }

    /** Columns: major, minor, name, reads, merged, sectors read, ms, writes, merged, sectors written. */
    private void readDisks() throws IOException {
        cursor.read(diskstats.all());
        for (; cursor.hasLine(); cursor.skipLine()) {
            cursor.skipWords(2);
            for (var disk : disks) {
                if (cursor.accept(disk.word)) {
                    cursor.skipWords(2);
                    disk.in = cursor.number() * SECTOR_BYTES;
                    cursor.skipWords(3);
                    disk.out = cursor.number() * SECTOR_BYTES;
                    disk.failure = Optional.empty();
                    break;
                }
            }
        }
    }

    /** Columns: name, bytes received, seven more of what is received, bytes sent. */
    private void readLinks() throws IOException {
        cursor.read(net.all());
        for (; cursor.hasLine(); cursor.skipLine()) {
            for (var link : links) {
                if (cursor.accept(link.word)) {
                    link.in = cursor.number();
                    cursor.skipWords(7);
                    link.out = cursor.number();
                    link.failure = Optional.empty();
                    break;
                }
            }
        }
    }

    CpuTicks cpu() throws IOException {
        if (cpuFailure.isPresent()) {
            throw cpuFailure.get();
        }
        return cpu;
    }

    /** {@return bytes read from and written to the disk} */
    long diskBytes(String name) throws IOException {
        var disk = device(disks, name);
        return disk.in + disk.out;
    }

    /** {@return bytes over the interfaces, received and, where {@code bothWays}, sent} */
    long linkBytes(List<String> interfaces, boolean bothWays) throws IOException {
        long sum = 0;
        for (String name : interfaces) {
            var link = device(links, name);
            sum += link.in + (bothWays ? link.out : 0);
        }
        return sum;
    }

    private static Counted device(List<Counted> devices, String name) throws IOException {
        for (var device : devices) {
            if (device.name.equals(name)) {
                if (device.failure.isPresent()) {
                    throw device.failure.get();
                }
                return device;
            }
        }
        throw new IllegalArgumentException(name + " is not among the devices that are read");
    }

    @Override
    public void close() {
        stat.close();
        diskstats.close();
        net.close();
    }
}
