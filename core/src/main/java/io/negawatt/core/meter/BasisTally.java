package io.negawatt.core.meter;

import java.util.ArrayList;
import java.util.Arrays;

/**
 * Adds up who used a device until the next {@link Activity} is due, and keeps what it says consistent: the uses are never
 * more than the host's amount, and that never more than full use.
 *
 * <p>Process and host counters tick apart, and a file is written long before its pages reach the disk. So the host's amount is
 * raised to the uses where it lags, and as much less is told later; uses beyond what the device can do wait for the next
 * time. Over a run both sums are what the counters said, but for what waits at the end.
 */
final class BasisTally {
    private final String basis;
    private double[] waiting = new double[16];
    private double hostWaiting;

    BasisTally(String basis) {
        this.basis = basis;
    }

    /** Adds {@code amount} of use by the process with this index. */
    void add(int process, double amount) {
        if (process >= waiting.length) {
            waiting = Arrays.copyOf(waiting, Math.max(process + 1, 2 * waiting.length));
        }
        waiting[process] += amount;
    }

    /** {@return what waits and this much use of the host; {@code capacity} 0 stands for no bound} */
    Activity settle(double hostAmount, double capacity) {
        double sum = Arrays.stream(waiting).sum();
        double told = capacity > 0 && sum > capacity ? capacity / sum : 1;
        var uses = new ArrayList<Activity.Use>();
        double used = 0;
        for (int process = 0; process < waiting.length; process++) {
            double amount = waiting[process] * told;
            if (amount > 0) {
                waiting[process] = Math.max(0, waiting[process] - amount);
                uses.add(new Activity.Use(process, amount));
                used += amount;
            }
        }
        return new Activity(basis, host(hostAmount, used, capacity), capacity, uses);
    }

    private double host(double amount, double used, double capacity) {
        double available = amount + hostWaiting;
        double bounded = capacity > 0 ? Math.min(available, capacity) : available;
        double told = Math.max(used, bounded);
        hostWaiting = available - told;
        return told;
    }
}
