package io.negawatt.core.meter;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One GPU, known by its UUID: NVML's indexes move up when a board falls off the bus. Where the board is lost, each call fails
 * until {@link #reopen} has found it again.
 */
final class NvmlGpu {
    /** A MIG instance: its handle, and how many of the board's multiprocessors it has. */
    record Instance(MemorySegment handle, int multiprocessors) {}

    private final Nvml nvml;
    private final int index;
    private final String uuid;
    private final String name;
    private MemorySegment handle;
    private int session;
    private int epoch;
    private Optional<NvmlException> lost = Optional.empty();

    /** Opens the GPU that has this index now. */
    NvmlGpu(Nvml nvml, int index) throws NvmlException {
        this.nvml = nvml;
        this.index = index;
        handle = nvml.device(index);
        session = nvml.session();
        uuid = uuidOrEmpty(nvml, handle);
        name = nameOr(nvml, handle, "GPU " + index);
    }

    int index() {
        return index;
    }

    /** {@return what NVIDIA calls the board} */
    String name() {
        return name;
    }

    /** {@return the name that people find in messages, such as {@code GPU 3 (NVIDIA H200)}} */
    String title() {
        return "GPU %d (%s)".formatted(index, name);
    }

    /** {@return a number that changes when the board was lost and found: its counter need not go on where it stood} */
    int epoch() {
        return epoch;
    }

    boolean isLost() {
        return lost.isPresent() || session != nvml.session() || nvml.down().isPresent();
    }

    /** Looks for the board again; where it is not there, it stays lost, and the next call says why. */
    void reopen() {
        try {
            handle = uuid.isEmpty() ? nvml.device(index) : nvml.device(uuid);
            session = nvml.session();
            lost = Optional.empty();
            epoch++;
        } catch (NvmlException e) {
            lost = Optional.of(e);
        }
    }

    /** Takes the board for lost, so that it is looked for again: its handle has led nowhere for too long. */
    void giveUp(NvmlException because) {
        lost = Optional.of(because);
    }

    long energyMillijoules() throws NvmlException {
        return ask(nvml::energyMillijoules);
    }

    long powerMilliwatts() throws NvmlException {
        return ask(nvml::powerMilliwatts);
    }

    int utilizationPercent() throws NvmlException {
        return ask(nvml::utilizationPercent);
    }

    List<Nvml.RunningProcess> runningProcesses() throws NvmlException {
        return ask(nvml::runningProcesses);
    }

    List<Nvml.RunningProcess> runningProcesses(Instance instance) throws NvmlException {
        return ask(board -> nvml.runningProcesses(instance.handle));
    }

    /** {@return samples since {@code sinceUs}; empty where the driver has none} */
    List<Nvml.ProcessSample> processUtilization(long sinceUs) throws NvmlException {
        try {
            return nvml.processUtilization(open(), sinceUs);
        } catch (NvmlException e) {
            if (e.code() == NvmlException.NOT_FOUND) {
                return List.of();
            }
            throw noted(e);
        }
    }

    /** {@return the MIG instances; empty where the board is not cut up} */
    List<Instance> instances() throws NvmlException {
        var instances = new ArrayList<Instance>();
        int most = isMig() ? nvml.maxMigCount(open()) : 0;
        for (int i = 0; i < most; i++) {
            try {
                var instance = nvml.migInstance(open(), i);
                instances.add(new Instance(instance, nvml.multiprocessors(instance)));
            } catch (NvmlException e) {
                if (e.code() != NvmlException.NOT_FOUND) {
                    throw noted(e);
                }
            }
        }
        return instances;
    }

    boolean isMig() throws NvmlException {
        try {
            return nvml.isMig(open());
        } catch (NvmlException e) {
            if (e.isUnsupported()) {
                return false;
            }
            throw noted(e);
        }
    }

    private interface Question<T> {
        T of(MemorySegment device) throws NvmlException;
    }

    private <T> T ask(Question<T> question) throws NvmlException {
        try {
            return question.of(open());
        } catch (NvmlException e) {
            throw noted(e);
        }
    }

    /** A handle of an earlier session may point to freed memory, so it is never passed on. */
    private MemorySegment open() throws NvmlException {
        var reason = nvml.down().or(() -> lost);
        if (reason.isPresent()) {
            throw reason.get();
        }
        if (session != nvml.session()) {
            throw new NvmlException(NvmlException.UNINITIALIZED, "Uninitialized");
        }
        return handle;
    }

    private NvmlException noted(NvmlException e) {
        if (e.isDeviceGone()) {
            lost = Optional.of(e);
        }
        return e;
    }

    private static String uuidOrEmpty(Nvml nvml, MemorySegment handle) throws NvmlException {
        try {
            return nvml.uuid(handle);
        } catch (NvmlException e) {
            if (e.isUnsupported()) {
                return "";
            }
            throw e;
        }
    }

    private static String nameOr(Nvml nvml, MemorySegment handle, String other) throws NvmlException {
        try {
            String name = nvml.name(handle);
            return name.isEmpty() ? other : name;
        } catch (NvmlException e) {
            if (e.isUnsupported()) {
                return other;
            }
            throw e;
        }
    }
}
