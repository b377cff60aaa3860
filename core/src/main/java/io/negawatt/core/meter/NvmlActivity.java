package io.negawatt.core.meter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Tells who used one GPU, in device-seconds: the time in which kernels ran.
 *
 * <p>The driver samples each process every 1/6 s to 1 s, each at its own moment, so a sample is taken as a rate that lasts
 * {@link #RATE_LASTS_S}. Where it has no samples (MIG, old boards, a process that has just begun), the processes that hold a
 * context share the use: if all belong to the run it is the run's, otherwise they share by the memory they hold. Where
 * that is not told either, the use is nobody's and stays in the residual.
 *
 * <p>On a board that is cut into MIG instances the driver tells no utilization. Each instance with a process counts as in use
 * for its part of the multiprocessors; the board's power, which every instance repeats, is never added up.
 */
final class NvmlActivity {
    /** A sampling period, which is at most 1 s, and half of one for the poll that comes late. */
    static final double RATE_LASTS_S = 1.5;

    private record Rate(double fraction, Instant seen) {}

    private final NvmlGpu gpu;
    private final Map<Long, Rate> rates = new HashMap<>();
    private List<NvmlGpu.Instance> instances = List.of();
    private int epoch = -1;
    private boolean mig;
    private boolean samples = true;
    private boolean byMemory;
    private long cursorUs;
    private Instant last = Instant.MAX;

    NvmlActivity(NvmlGpu gpu) {
        this.gpu = gpu;
    }

    /** Forgets what was before {@code now}. */
    void start(Instant now) {
        last = now;
        try {
            open();
            sample(now);
        } catch (NvmlException e) {
            epoch = -1;
        }
        rates.clear();
    }

    /** {@return whether some use had to be shared by held memory, as the driver does not tell more} */
    boolean isByMemory() {
        return byMemory;
    }

    boolean isMig() {
        return mig;
    }

    /** {@return who used the GPU since the call before; empty where it cannot be asked} */
    Optional<Activity> since(Instant now, ProcessIndex processes) {
        double elapsedS = last.isBefore(now) ? NvmlEnergy.seconds(last, now) : 0;
        if (elapsedS == 0) {
            return Optional.empty();
        }
        last = now;
        try {
            open();
            var uses = new TreeMap<Integer, Double>();
            double hostS = mig ? byInstance(elapsedS, processes, uses) : byProcess(now, elapsedS, processes, uses);
            return Optional.of(activity(hostS, elapsedS, uses));
        } catch (NvmlException e) {
            epoch = -1;
            return Optional.empty();
        }
    }

    private void open() throws NvmlException {
        if (epoch != gpu.epoch()) {
            mig = gpu.isMig();
            instances = gpu.instances();
            samples = true;
            cursorUs = 0;
            epoch = gpu.epoch();
        }
    }

    private double byProcess(Instant now, double elapsedS, ProcessIndex processes, Map<Integer, Double> uses)
            throws NvmlException {
        sample(now);
        var busy = busy();
        if (rates.isEmpty()) {
            double hostS = busy.isPresent() ? busy.getAsInt() / 100.0 * elapsedS : elapsedS;
            boolean anybody = shareByContext(contexts(), hostS, processes, uses);
            return anybody || busy.isPresent() ? hostS : 0;
        }
        double sum = rates.values().stream().mapToDouble(Rate::fraction).sum();
        double scale = elapsedS / Math.max(1, sum);
        rates.forEach((pid, rate) ->
                processes.of(pid).ifPresent(process -> uses.merge(process, rate.fraction * scale, Double::sum)));
        return Math.max(busy.orElse(0) / 100.0 * elapsedS, sum * scale);
    }

    private List<Nvml.RunningProcess> contexts() throws NvmlException {
        try {
            return gpu.runningProcesses();
        } catch (NvmlException e) {
            if (e.isUnsupported()) {
                return List.of();
            }
            throw e;
        }
    }

    private OptionalInt busy() throws NvmlException {
        try {
            return OptionalInt.of(Math.clamp(gpu.utilizationPercent(), 0, 100));
        } catch (NvmlException e) {
            if (e.isUnsupported()) {
                return OptionalInt.empty();
            }
            throw e;
        }
    }

    /** Takes in the samples since the last call and forgets those that are too old. */
    private void sample(Instant now) throws NvmlException {
        try {
            for (var sample : samples && !mig ? gpu.processUtilization(cursorUs) : List.<Nvml.ProcessSample>of()) {
                // Some drivers fill up the table with entries of dead processes whose figures are noise.
                if (sample.pid() > 0 && sample.smPercent() >= 0 && sample.smPercent() <= 100) {
                    rates.put(sample.pid(), new Rate(sample.smPercent() / 100.0, now));
                    cursorUs = Math.max(cursorUs, sample.timestampUs());
                }
            }
        } catch (NvmlException e) {
            if (!e.isUnsupported()) {
                throw e;
            }
            samples = false;
        }
        rates.values().removeIf(rate -> NvmlEnergy.seconds(rate.seen, now) > RATE_LASTS_S);
    }

    private double byInstance(double elapsedS, ProcessIndex processes, Map<Integer, Double> uses) throws NvmlException {
        double all =
                instances.stream().mapToInt(NvmlGpu.Instance::multiprocessors).sum();
        double hostS = 0;
        for (var instance : instances) {
            double partS = elapsedS * instance.multiprocessors() / all;
            if (shareByContext(gpu.runningProcesses(instance), partS, processes, uses)) {
                hostS += partS;
            }
        }
        return hostS;
    }

    /** Shares {@code hostS} among the processes with a context; false where there are none. */
    private boolean shareByContext(
            List<Nvml.RunningProcess> running, double hostS, ProcessIndex processes, Map<Integer, Double> uses) {
        boolean allOurs =
                running.stream().allMatch(process -> processes.of(process.pid()).isPresent());
        var total = memoryBytes(running);
        if (!allOurs && total.isEmpty()) {
            return true;
        }
        byMemory |= running.size() > 1 && hostS > 0;
        for (var process : running) {
            double part = total.isPresent() ? (double) process.memoryBytes() / total.getAsLong() : 1.0 / running.size();
            processes.of(process.pid()).ifPresent(index -> uses.merge(index, part * hostS, Double::sum));
        }
        return !running.isEmpty();
    }

    /** {@return the memory that all of them hold; empty where the driver does not tell it of each} */
    private static OptionalLong memoryBytes(List<Nvml.RunningProcess> running) {
        long sum = 0;
        for (var process : running) {
            if (process.memoryBytes() < 0) {
                return OptionalLong.empty();
            }
            sum += process.memoryBytes();
        }
        return sum == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    private Activity activity(double hostS, double elapsedS, Map<Integer, Double> bySecond) {
        var uses = new ArrayList<Activity.Use>();
        bySecond.forEach((process, amount) -> {
            if (amount > 0) {
                uses.add(new Activity.Use(process, amount));
            }
        });
        double sum = uses.stream().mapToDouble(Activity.Use::amount).sum();
        return new Activity(Activity.gpu(gpu.index()), Math.max(hostS, sum), elapsedS, uses);
    }
}
