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

/**
 * What polling costs: CPU time of the sampling thread over wall time, at 10 polls a second of 8 stub GPUs (their energy,
 * utilization and processes) and 2 RAPL sockets with their memory. Argument: the NVML stub library. Prints the share of a
 * core for every 15 s, because the first polls run before the compiler has seen them.
 */
public final class SamplerCost {
    private static final long PERIOD_NANOS = 100_000_000;
    private static final int POLLS = 600;
    private static final int POLLS_A_LINE = 150;

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
        var threads = ManagementFactory.getThreadMXBean();
        ProcessIndex nobody = pid -> OptionalInt.empty();
        List<ActivitySource> sources = meters.meters().stream()
                .filter(ActivitySource.class::isInstance)
                .map(ActivitySource.class::cast)
                .toList();
        meters.start(Instant.now());
        long lineCpu = threads.getCurrentThreadCpuTime();
        long lineWall = System.nanoTime();
        long next = lineWall;
        for (int poll = 1; poll <= POLLS; poll++) {
            next += PERIOD_NANOS;
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            Instant now = Instant.now();
            meters.poll(now);
            for (var source : sources) {
                source.activities(now, nobody);
            }
            if (poll % POLLS_A_LINE == 0) {
                long cpu = threads.getCurrentThreadCpuTime();
                long wall = System.nanoTime();
                System.out.printf(
                        "%3d s: %.3f %% of a core, %.0f us a poll%n",
                        poll / 10, 100.0 * (cpu - lineCpu) / (wall - lineWall), (cpu - lineCpu) * 1e-3 / POLLS_A_LINE);
                lineCpu = cpu;
                lineWall = wall;
            }
        }
    }

    private static void writeRapl(Path powercap) throws IOException {
        for (int socket = 0; socket < 2; socket++) {
            zone(powercap.resolve("intel-rapl:" + socket), "package-" + socket);
            zone(powercap.resolve("intel-rapl:" + socket + ":0"), "dram");
        }
    }

    private static void zone(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("name"), name + "\n");
        Files.writeString(folder.resolve("energy_uj"), "1000000\n");
        Files.writeString(folder.resolve("max_energy_range_uj"), "262143328850\n");
    }
}
