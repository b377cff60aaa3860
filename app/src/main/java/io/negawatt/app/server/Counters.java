package io.negawatt.app.server;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the server counts of itself: requests by operation and class of status, their time, CPU and memory. Thread-safe. */
final class Counters {
    private static final int PAGE_BYTES = 4096;
    private static final double NANOS_PER_S = 1e9;

    private final long startedNanos = System.nanoTime();
    private final Map<Key, Tally> requests = new ConcurrentHashMap<>();

    /** An operation and the first digit of the status; both are few. */
    record Key(String operation, String status) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = operation.compareTo(other.operation);
            return order == 0 ? status.compareTo(other.status) : order;
        }
    }

    /** How often, and how long in all. */
    static final class Tally {
        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        long count() {
            return count.sum();
        }

        double seconds() {
            return nanos.sum() / NANOS_PER_S;
        }
    }

    void add(String operation, int status, long nanos) {
        var tally = requests.computeIfAbsent(new Key(operation, status / 100 + "xx"), _ -> new Tally());
        tally.count.increment();
        tally.nanos.add(nanos);
    }

    Map<Key, Tally> requests() {
        return new TreeMap<>(requests);
    }

    /** {@return CPU time of this process, in s; empty where the system does not tell} */
    OptionalDouble cpuS() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                        && system.getProcessCpuTime() >= 0
                ? OptionalDouble.of(system.getProcessCpuTime() / NANOS_PER_S)
                : OptionalDouble.empty();
    }

    /** {@return part of a core that this process took since it started} */
    OptionalDouble cpuFraction() {
        double upS = (System.nanoTime() - startedNanos) / NANOS_PER_S;
        return cpuS().isPresent() ? OptionalDouble.of(cpuS().getAsDouble() / Math.max(1, upS)) : OptionalDouble.empty();
    }

    /** {@return resident memory of this process; that of its heap where the system does not tell} */
    long memoryBytes() {
        try {
            String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
            return Long.parseLong(pages[1]) * PAGE_BYTES;
        } catch (java.io.IOException | NumberFormatException e) {
            return Runtime.getRuntime().totalMemory();
        }
    }
}
