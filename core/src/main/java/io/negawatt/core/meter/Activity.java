package io.negawatt.core.meter;

import java.util.List;

/**
 * Who used a device between two samples: the base on which a channel's energy is shared out.
 *
 * <p>A basis is a name and a unit: {@code cpu} (CPU-seconds), {@code io} (bytes moved to and from block devices), {@code net}
 * (bytes over links), {@code net:lo} (bytes over loopback, which leave no host), {@code gpu:N} (device-seconds of GPU N), {@code time} (the whole device belongs to the run).
 *
 * @param basis name of the basis
 * @param hostAmount use of the device by everybody, in the basis's unit; never less than the sum of {@code uses}
 * @param capacity what full use would have been in the same time, in the same unit; 0 where there is no such bound
 * @param uses use by each process of the run that used it; processes that did not are left out
 */
public record Activity(String basis, double hostAmount, double capacity, List<Use> uses) {
    public static final String CPU = "cpu";
    public static final String IO = "io";
    public static final String NET = "net";
    public static final String NET_LOOPBACK = "net:lo";
    public static final String TIME = "time";

    public Activity {
        uses = List.copyOf(uses);
    }

    /** {@return the basis of the GPU with this index} */
    public static String gpu(int index) {
        return "gpu:" + index;
    }

    /**
     * What one process used.
     *
     * @param process index of the process within the run, in the order in which processes were first seen; 0 is the command
     * @param amount use in the basis's unit
     */
    public record Use(int process, double amount) {}
}
