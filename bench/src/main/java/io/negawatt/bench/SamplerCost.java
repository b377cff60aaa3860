package io.negawatt.bench;

import io.negawatt.core.meter.ActivitySource;
import io.negawatt.core.meter.Discoveries;
import io.negawatt.core.meter.Host;
import io.negawatt.core.meter.MeterSet;
import io.negawatt.core.meter.ProcessIndex;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * What polling costs: CPU time of the sampling thread over wall time, at 10 polls a second of 8 stub GPUs (their energy,
 * utilization and processes) and 2 RAPL sockets with their memory. Argument: the NVML stub library. Prints first what a thread
 * costs that only wakes, which is the machine's own, then every 15 s of polling, because the first polls run before the
 * compiler has seen them.
 */
public final class SamplerCost {
    private static final long PERIOD_NANOS = 100_000_000;
    private static final int POLLS_A_LINE = 150;
    private static final int LINES = 4;
    /** As in a metered run: who used the GPUs is asked once a second. */
    private static final int POLLS_AN_ACTIVITY = 10;

    private SamplerCost() {}

    public static void main(String[] args) throws IOException {
        Path root = Files.createTempDirectory("negawatt-sampler");
        writeRapl(root.resolve("sys/class/powercap"));
        var host = new Host(root, Map.of("nvml.library", args[0]));
        try (var found = Discoveries.on(host);
                var meters = found.select()) {
            System.out.printf(
                    "%d channels: %s%n",
                    meters.channels().size(),
                    meters.channels().stream().map(channel -> channel.id()).toList());
            measure(meters);
        }
    }

    private static void measure(MeterSet meters) {
        ProcessIndex nobody = pid -> OptionalInt.empty();
        List<ActivitySource> sources = meters.meters().stream()
                .filter(ActivitySource.class::isInstance)
                .map(ActivitySource.class::cast)
                .toList();
        double bare = share("a thread that only wakes", POLLS_A_LINE, poll -> {});
        meters.start(Instant.now());
        double share = 0;
        for (int line = 0; line < LINES; line++) {
            share = share("wakes and polls", POLLS_A_LINE, poll -> {
                Instant now = Instant.now();
                meters.poll(now);
                if (poll % POLLS_AN_ACTIVITY == 0) {
                    sources.forEach(source -> source.activities(now, nobody));
                }
            });
        }
        System.out.printf("polling alone: %.3f %% of a core%n", 100 * (share - bare));
    }

    /** {@return the share of a core that this thread takes while it does {@code work} at every beat} */
    private static double share(String name, int polls, IntConsumer work) {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        long next = wall;
        for (int poll = 1; poll <= polls; poll++) {
            next += PERIOD_NANOS;
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            work.accept(poll);
        }
        long cpuNanos = threads.getCurrentThreadCpuTime() - cpu;
        double share = (double) cpuNanos / (System.nanoTime() - wall);
        System.out.printf("%-24s %.3f %% of a core, %.0f us a beat%n", name, 100 * share, cpuNanos * 1e-3 / polls);
        return share;
    }

    private static void writeRapl(Path powercap) throws IOException {
        for (int socket = 0; socket < 2; socket++) {
            zone(powercap.resolve("intel-rapl:" + socket), "package-" + socket, socket);
            zone(powercap.resolve("intel-rapl:" + socket + ":0"), "dram", 2 + socket);
        }
    }

    private static void zone(Path folder, String name, int counter) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("name"), name + "\n");
        Files.writeString(folder.resolve("energy_uj"), (1_000_000 + 7_919 * counter) + "\n");
        Files.writeString(folder.resolve("max_energy_range_uj"), "262143328850\n");
    }
}
