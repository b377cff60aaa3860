package io.negawatt.train.parallel;

import io.negawatt.train.parallel.SharedFile.Address;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Memory of one machine that all workers of a job see: a region for the values of each, and counters by which they tell each
 * other how far they are. Only its owner writes to a region or counter.
 *
 * <p>Behind it is a {@link SharedFile} of rank 0, so that nothing is left when workers end, in whatever way. Not thread-safe:
 * one training thread a worker.
 */
final class SharedMemory implements AutoCloseable {
    private static final Path PROC = Path.of("/proc");

    /** A line of the cache for each counter, so that one worker's does not slow another's. */
    private static final long COUNTER_BYTES = 128;

    private static final long PAGE = 4096;
    private static final VarHandle COUNTER = ValueLayout.JAVA_LONG.varHandle();
    private static final int PID = 3;
    private static final long COUNTERS_BYTES = COUNTER_BYTES * (PID + 1);

    /** A wait that is over sooner than this costs less than to sleep. */
    private static final long SPIN_NS = 20_000;

    private static final long SHORTEST_REST_NS = 50_000;
    private static final long LONGEST_REST_NS = 5_000_000;
    private static final long BETWEEN_LOOKS_NS = Duration.ofMillis(100).toNanos();

    private final Arena arena;
    private final MemorySegment memory;
    private final int rank;
    private final int workers;
    private final long regionBytes;
    private final Duration patience;

    /** What a worker counts of the buckets that it is through with. */
    enum Stage {
        /** Its own values are in its region. */
        FILLED(0),
        /** Its part is the sum over all workers. */
        SUMMED(1),
        /** It holds the sums of all parts. */
        GATHERED(2);

        private final int counter;

        Stage(int counter) {
            this.counter = counter;
        }
    }

    private SharedMemory(Group group, long pid, Arena arena, MemorySegment memory, long regionBytes) {
        this.arena = arena;
        this.memory = memory;
        this.rank = group.place().rank();
        this.workers = group.place().workers();
        this.regionBytes = regionBytes;
        this.patience = group.patience();
        COUNTER.setRelease(memory, at(rank, PID), pid);
    }

    /**
     * Comes to an agreement with all other workers, which must ask for the same at the same time.
     *
     * @param regionBytes bytes of each worker
     * @return memory of zeros that all of them see; empty on all where one of them cannot see it, or there is no room
     */
    static Optional<SharedMemory> agree(Group group, long regionBytes) {
        return agree(group, regionBytes, ProcessHandle.current().pid());
    }

    /** @param pid process whose end is this worker's */
    static Optional<SharedMemory> agree(Group group, long regionBytes, long pid) {
        long rounded = pages(regionBytes);
        long bytes =
                headerBytes(group.place().workers()) + rounded * group.place().workers();
        var made = group.place().rank() == 0 ? SharedFile.make(bytes, System.nanoTime()) : Optional.<SharedFile>empty();
        try {
            var address = told(group, made.map(SharedFile::address).orElse(Address.NOWHERE));
            var arena = Arena.ofShared();
            var memory = SharedFile.map(address, bytes, arena)
                    .map(mapped -> new SharedMemory(group, pid, arena, mapped, rounded));
            // The file is held open until all have answered.
            boolean all =
                    group.sum(memory.isPresent() ? 1 : 0)[0] == group.place().workers();
            if (!all) {
                arena.close();
            }
            return memory.filter(_ -> all);
        } finally {
            made.ifPresent(SharedFile::close);
        }
    }

    /** {@return what rank 0 says; the others say nothing, so that the sum is its word} */
    private static Address told(Group group, Address own) {
        double[] sums = group.sum((double) own.pid(), (double) own.descriptor(), (double) own.stamp());
        return new Address((long) sums[0], (long) sums[1], (long) sums[2]);
    }

    private static long pages(long bytes) {
        return (bytes + PAGE - 1) / PAGE * PAGE;
    }

    private static long headerBytes(int workers) {
        return pages(workers * COUNTERS_BYTES);
    }

    private static long at(int rank, int counter) {
        return rank * COUNTERS_BYTES + counter * COUNTER_BYTES;
    }

    /** {@return a part of a worker's region; valid until this is closed} */
    ByteBuffer region(int ofRank, long fromBytes, long bytes) {
        return memory.asSlice(headerBytes(workers) + ofRank * regionBytes + fromBytes, bytes)
                .asByteBuffer();
    }

    /** Tells the others how many buckets this worker is through with, and hands over what it wrote before. */
    void tell(Stage stage, long buckets) {
        COUNTER.setRelease(memory, at(rank, stage.counter), buckets);
    }

    /** {@return whether all workers are through with so many buckets; their values can then be read} */
    boolean all(Stage stage, long buckets) {
        for (int other = 0; other < workers; other++) {
            if (count(other, stage.counter) < buckets) {
                return false;
            }
        }
        return true;
    }

    private long count(int ofRank, int counter) {
        return (long) COUNTER.getAcquire(memory, at(ofRank, counter));
    }

    /**
     * Waits for other workers.
     *
     * @param done is asked again and again, and may do what can be done meanwhile
     * @param buckets how many buckets all will have gathered then
     * @throws LostWorkerException where a worker has ended, or keeps the others waiting for too long
     */
    void await(BooleanSupplier done, long buckets) {
        long from = System.nanoTime();
        long lookNs = BETWEEN_LOOKS_NS;
        while (!done.getAsBoolean()) {
            long waitedNs = System.nanoTime() - from;
            if (waitedNs < SPIN_NS) {
                Thread.onSpinWait();
                continue;
            }
            LockSupport.parkNanos(Math.clamp(waitedNs / 8, SHORTEST_REST_NS, LONGEST_REST_NS));
            if (waitedNs >= lookNs) {
                lookNs = waitedNs + BETWEEN_LOOKS_NS;
                lookFor(waitedNs, buckets);
            }
        }
    }

    private void lookFor(long waitedNs, long buckets) {
        var ended = ranks(other -> !isAlive(count(other, PID)) && count(other, Stage.GATHERED.counter) < buckets);
        if (!ended.isEmpty()) {
            throw LostWorkerException.of("train.group.ended", ended, workers);
        }
        if (waitedNs > patience.toNanos()) {
            throw LostWorkerException.of("train.group.late", late(buckets), workers, patience.toSeconds());
        }
    }

    /** {@return those that are furthest behind: the others wait for them, as this one does} */
    private String late(long buckets) {
        for (var stage : Stage.values()) {
            var behind = ranks(other -> count(other, stage.counter) < buckets && other != rank);
            if (!behind.isEmpty()) {
                return behind;
            }
        }
        return "?";
    }

    private String ranks(IntPredicate which) {
        return IntStream.range(0, workers)
                .filter(which)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
    }

    /** A process that ended stays in the list, without its memory, until its parent has heard of it. */
    private static boolean isAlive(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            return !List.of('Z', 'X').contains(stat.charAt(stat.lastIndexOf(')') + 2));
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
