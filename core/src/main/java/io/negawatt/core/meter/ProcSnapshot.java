package io.negawatt.core.meter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the kernel has counted so far of a host's CPU time, disk bytes and link bytes: one read of three small files for all
 * channels of {@link ModelMeter}.
 */
final class ProcSnapshot implements AutoCloseable {
    private static final int FIRST_LINE = 256;
    private static final int FEW_DEVICES = 4096;
    private static final int SECTOR_BYTES = 512;
    /** Columns of {@code /proc/stat}: user nice system idle iowait irq softirq steal; guest time is inside user time. */
    private static final int CPU_COLUMNS = 8;

    private static final int IDLE = 3;
    private static final int IOWAIT = 4;

    private final SysFile stat;
    private final SysFile diskstats;
    private final SysFile net;
    private Counts<CpuTicks> cpu = new Counts.Unread<>();
    private Counts<Map<String, Long>> diskBytes = new Counts.Unread<>();
    private Counts<Map<String, LinkBytes>> linkBytes = new Counts.Unread<>();

    ProcSnapshot(Host host) {
        stat = SysFile.lazy(host.proc().resolve("stat"), FIRST_LINE);
        diskstats = SysFile.lazy(host.proc().resolve("diskstats"), FEW_DEVICES);
        net = SysFile.lazy(host.proc().resolve("net/dev"), FEW_DEVICES);
    }

    /** Clock ticks of all CPUs since the start of the system. */
    record CpuTicks(long busy, long total) {}

    /** Bytes over an interface since it came up. */
    record LinkBytes(long received, long sent) {}

    private sealed interface Counts<T> {
        record Read<T>(T value) implements Counts<T> {}

        record Failed<T>(IOException why) implements Counts<T> {}

        record Unread<T>() implements Counts<T> {}

        default T get() throws IOException {
            return switch (this) {
                case Read<T>(var value) -> value;
                case Failed<T>(var why) -> throw why;
                case Unread<T>() -> throw new IOException("not read yet");
            };
        }
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read() throws IOException;
    }

    /** Reads all files anew. */
    void refresh() {
        cpu = counts(this::readCpu);
        diskBytes = counts(this::readDisks);
        linkBytes = counts(this::readLinks);
    }

    private static <T> Counts<T> counts(Reader<T> reader) {
        try {
            return new Counts.Read<>(reader.read());
        } catch (IOException e) {
            return new Counts.Failed<>(e);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return new Counts.Failed<>(new IOException("not the form that was expected: " + e.getMessage(), e));
        }
    }

    private CpuTicks readCpu() throws IOException {
        String[] columns = words(text(stat.head()).lines().findFirst().orElse(""));
        long total = 0;
        for (int i = 1; i <= CPU_COLUMNS; i++) {
            total += Long.parseLong(columns[i]);
        }
        return new CpuTicks(total - Long.parseLong(columns[1 + IDLE]) - Long.parseLong(columns[1 + IOWAIT]), total);
    }

    private Map<String, Long> readDisks() throws IOException {
        var bytes = new HashMap<String, Long>();
        for (String line : text(diskstats.all()).lines().toList()) {
            String[] columns = words(line);
            long sectors = Long.parseLong(columns[5]) + Long.parseLong(columns[9]);
            bytes.put(columns[2], sectors * SECTOR_BYTES);
        }
        return bytes;
    }

    private Map<String, LinkBytes> readLinks() throws IOException {
        var bytes = new HashMap<String, LinkBytes>();
        for (String line : text(net.all()).lines().skip(2).toList()) {
            int colon = line.indexOf(':');
            String[] columns = words(line.substring(colon + 1));
            bytes.put(
                    line.substring(0, colon).strip(),
                    new LinkBytes(Long.parseLong(columns[0]), Long.parseLong(columns[8])));
        }
        return bytes;
    }

    private static String[] words(String line) {
        return line.strip().split("\\s+");
    }

    private static String text(java.nio.ByteBuffer bytes) {
        return StandardCharsets.US_ASCII.decode(bytes).toString();
    }

    CpuTicks cpu() throws IOException {
        return cpu.get();
    }

    /** {@return bytes read from and written to the disk} */
    long diskBytes(String disk) throws IOException {
        return Optional.ofNullable(diskBytes.get().get(disk))
                .orElseThrow(() -> new IOException("the disk %s has gone".formatted(disk)));
    }

    /** {@return bytes over the interfaces, received and, where {@code bothWays}, sent} */
    long linkBytes(List<String> interfaces, boolean bothWays) throws IOException {
        var all = linkBytes.get();
        long sum = 0;
        for (String name : interfaces) {
            var bytes = Optional.ofNullable(all.get(name))
                    .orElseThrow(() -> new IOException("the interface %s has gone".formatted(name)));
            sum += bytes.received() + (bothWays ? bytes.sent() : 0);
        }
        return sum;
    }

    @Override
    public void close() {
        stat.close();
        diskstats.close();
        net.close();
    }
}
