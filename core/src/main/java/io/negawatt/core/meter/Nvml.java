package io.negawatt.core.meter;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * NVIDIA's management library, called in place: one Java method a function, in the library's own units (mW, mJ, percent,
 * bytes, µs). Results are read from memory that is allocated once, so a call costs little more than the library's own work.
 *
 * <p>Not thread-safe: one binding, one calling thread at a time. Handles are void after {@link #init} has run again, which
 * {@link #session} tells.
 *
 * @see <a href="https://docs.nvidia.com/deploy/nvml-api/">NVML API reference</a>
 */
final class Nvml implements AutoCloseable {
    /** One process that used a GPU, and how much: percent of the time in which its kernels ran. */
    record ProcessSample(long pid, long timestampUs, int smPercent) {}

    /** One process that holds a context on a GPU; {@code memoryBytes} is negative where the driver does not tell. */
    record RunningProcess(long pid, long memoryBytes) {}

    private static final int TEXT_BYTES = 96;
    /** nvmlProcessUtilizationSample_t: pid, (padding), timeStamp, smUtil, memUtil, encUtil, decUtil. */
    private static final int SAMPLE_BYTES = 32;
    /** nvmlProcessInfo_v2_t: pid, (padding), usedGpuMemory, gpuInstanceId, computeInstanceId. */
    private static final int PROCESS_BYTES = 24;
    /** Headers of the 535 drivers name one more field of 8 bytes; with room for it, no driver can write past the end. */
    private static final int PROCESS_BYTES_535 = 32;
    /** nvmlDeviceAttributes_t: eight counts and the memory in MiB; the first is the number of multiprocessors. */
    private static final int ATTRIBUTES_BYTES = 40;

    private final Arena arena = Arena.ofShared();
    private final NvmlSymbols symbols;
    /** One for each result: a driver without a new sample answers "not found" at every poll. */
    private final Map<Integer, NvmlException> failures = new HashMap<>();

    private final MemorySegment out;
    private final MemorySegment out2;
    private final MemorySegment text;
    private MemorySegment table;
    private int session;
    private Optional<NvmlException> down = Optional.of(new NvmlException(NvmlException.UNINITIALIZED, "Uninitialized"));

    /** Loads the library; throws {@link IllegalArgumentException} where it cannot be loaded. */
    Nvml(String library) {
        try {
            symbols = new NvmlSymbols(library, arena);
        } catch (IllegalArgumentException e) {
            arena.close();
            throw e;
        }
        out = arena.allocate(ATTRIBUTES_BYTES, 8);
        out2 = arena.allocate(8, 8);
        text = arena.allocate(TEXT_BYTES);
        table = arena.allocate(128L * SAMPLE_BYTES, 8);
    }

    /** Connects to the driver, anew where it was connected before. */
    void init() throws NvmlException {
        shutdown();
        session++;
        try {
            check((int) symbols.init.invokeExact());
        } catch (Throwable e) {
            var failure = failure(e);
            down = Optional.of(failure);
            throw failure;
        }
        down = Optional.empty();
    }

    /** {@return why the library is not connected to the driver, as far as its last answers tell; empty while it is} */
    Optional<NvmlException> down() {
        return down;
    }

    /** {@return a number that changes with each {@link #init}} */
    int session() {
        return session;
    }

    int deviceCount() throws NvmlException {
        try {
            check((int) symbols.count.invokeExact(out));
        } catch (Throwable e) {
            throw failure(e);
        }
        return out.get(JAVA_INT, 0);
    }

    MemorySegment device(int index) throws NvmlException {
        try {
            check((int) symbols.handleByIndex.invokeExact(index, out));
        } catch (Throwable e) {
            throw failure(e);
        }
        return out.get(ADDRESS, 0);
    }

    MemorySegment device(String uuid) throws NvmlException {
        text.setString(0, uuid);
        call(symbols.handleByUuid, text, out);
        return out.get(ADDRESS, 0);
    }

    String name(MemorySegment device) throws NvmlException {
        return text(symbols.name, device);
    }

    String uuid(MemorySegment device) throws NvmlException {
        return text(symbols.uuid, device);
    }

    /** {@return energy since the driver was loaded, in mJ} */
    long energyMillijoules(MemorySegment device) throws NvmlException {
        call(symbols.energy, device, out);
        return out.get(JAVA_LONG, 0);
    }

    /** {@return power of the whole board in mW, unsigned} */
    long powerMilliwatts(MemorySegment device) throws NvmlException {
        call(symbols.power, device, out);
        return Integer.toUnsignedLong(out.get(JAVA_INT, 0));
    }

    /** {@return percent of the last sampling period (1/6 s to 1 s) in which a kernel ran} */
    int utilizationPercent(MemorySegment device) throws NvmlException {
        call(symbols.utilization, device, out);
        return out.get(JAVA_INT, 0);
    }

    /** {@return the newest sample of each process that used the device since {@code sinceUs}, on the driver's clock} */
    List<ProcessSample> processUtilization(MemorySegment device, long sinceUs) throws NvmlException {
        int room = (int) (table.byteSize() / SAMPLE_BYTES);
        out.set(JAVA_INT, 0, room);
        try {
            int code = (int) symbols.processUtilization.invokeExact(device, table, out, sinceUs);
            if (code == NvmlException.INSUFFICIENT_SIZE && grow(out.get(JAVA_INT, 0), SAMPLE_BYTES)) {
                return processUtilization(device, sinceUs);
            }
            check(code);
        } catch (Throwable e) {
            throw failure(e);
        }
        int filled = Math.min(out.get(JAVA_INT, 0), room);
        var samples = new ArrayList<ProcessSample>(filled);
        for (long at = 0; at < (long) filled * SAMPLE_BYTES; at += SAMPLE_BYTES) {
            samples.add(new ProcessSample(
                    Integer.toUnsignedLong(table.get(JAVA_INT, at)),
                    table.get(JAVA_LONG, at + 8),
                    table.get(JAVA_INT, at + 16)));
        }
        return samples;
    }

    /** {@return the processes with a compute context on the device or MIG instance} */
    List<RunningProcess> runningProcesses(MemorySegment device) throws NvmlException {
        int room = (int) (table.byteSize() / PROCESS_BYTES_535);
        out.set(JAVA_INT, 0, room);
        try {
            int code = (int) symbols.runningProcesses.invokeExact(device, out, table);
            if (code == NvmlException.INSUFFICIENT_SIZE && grow(out.get(JAVA_INT, 0), PROCESS_BYTES_535)) {
                return runningProcesses(device);
            }
            check(code);
        } catch (Throwable e) {
            throw failure(e);
        }
        int filled = Math.min(out.get(JAVA_INT, 0), room);
        var processes = new ArrayList<RunningProcess>(filled);
        for (long at = 0; at < (long) filled * PROCESS_BYTES; at += PROCESS_BYTES) {
            processes.add(
                    new RunningProcess(Integer.toUnsignedLong(table.get(JAVA_INT, at)), table.get(JAVA_LONG, at + 8)));
        }
        return processes;
    }

    /** {@return whether the device is cut into MIG instances} */
    boolean isMig(MemorySegment device) throws NvmlException {
        try {
            check((int) symbols.migMode.invokeExact(device, out, out2));
        } catch (Throwable e) {
            throw failure(e);
        }
        return out.get(JAVA_INT, 0) == 1;
    }

    int maxMigCount(MemorySegment device) throws NvmlException {
        call(symbols.maxMigCount, device, out);
        return out.get(JAVA_INT, 0);
    }

    MemorySegment migInstance(MemorySegment device, int index) throws NvmlException {
        try {
            check((int) symbols.migByIndex.invokeExact(device, index, out));
        } catch (Throwable e) {
            throw failure(e);
        }
        return out.get(ADDRESS, 0);
    }

    int multiprocessors(MemorySegment instance) throws NvmlException {
        call(symbols.attributes, instance, out);
        return out.get(JAVA_INT, 0);
    }

    @Override
    public void close() {
        shutdown();
        arena.close();
    }

    private void shutdown() {
        if (session == 0) {
            return;
        }
        try {
            // Of no consequence: a library that lost its driver answers that it was not initialized.
            int ignored = (int) symbols.shutdown.invokeExact();
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private void call(MethodHandle function, MemorySegment first, MemorySegment second) throws NvmlException {
        try {
            check((int) function.invokeExact(first, second));
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    private String text(MethodHandle function, MemorySegment device) throws NvmlException {
        try {
            check((int) function.invokeExact(device, text, TEXT_BYTES));
        } catch (Throwable e) {
            throw failure(e);
        }
        return text(text, TEXT_BYTES);
    }

    /** {@return the text up to its zero byte; bytes that are no UTF-8 become U+FFFD, control characters are left out} */
    static String text(MemorySegment from, int maxBytes) {
        int length = 0;
        while (length < maxBytes && from.get(JAVA_BYTE, length) != 0) {
            length++;
        }
        byte[] bytes = from.asSlice(0, length).toArray(JAVA_BYTE);
        return new String(bytes, StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
    }

    /** Makes room for {@code entries} and some more, as processes may start meanwhile; false where that would be absurd. */
    private boolean grow(int entries, int entryBytes) {
        long bytes = 2L * entries * entryBytes;
        if (entries <= 0 || bytes <= table.byteSize() || entries > 1 << 16) {
            return false;
        }
        table = arena.allocate(bytes, 8);
        return true;
    }

    private void check(int code) throws NvmlException {
        if (code == 0) {
            return;
        }
        var failure = failures.computeIfAbsent(code, refused -> new NvmlException(refused, symbols.errorText(refused)));
        if (failure.isDriverGone()) {
            down = Optional.of(failure);
        }
        throw failure;
    }

    private static NvmlException failure(Throwable thrown) {
        if (thrown instanceof NvmlException refused) {
            return refused;
        }
        throw broken(thrown);
    }

    static RuntimeException broken(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("the binding of NVML does not fit its functions", thrown);
    }
}
