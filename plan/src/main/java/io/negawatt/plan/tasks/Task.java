package io.negawatt.plan.tasks;

import io.negawatt.plan.optimize.Totals;
import java.util.List;

/**
 * A job in slots and indices.
 *
 * @param index in the problem
 * @param release first slot that it may use, within the horizon
 * @param due first slot that is too late
 * @param latest first slot that it may not use even if it is late; {@code due} where all must be on time
 * @param need slots of work, on one device if elastic; at least 1
 * @param slotKwh energy of one slot, of one device if elastic
 * @param watts power, of one device if elastic
 * @param devices devices that it holds; at most, if elastic
 * @param shortest least slots of a run
 * @param speed empty unless elastic; then work per slot on 1, 2, … devices
 * @param sites where it may run and what moving there costs, its home first
 * @param before indices of the jobs that must have ended
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk, in the innermost loops.
public record Task(
        int index,
        int release,
        int due,
        int latest,
        int need,
        double slotKwh,
        double watts,
        int devices,
        boolean interruptible,
        int shortest,
        double startUpKwh,
        double priority,
        double[] speed,
        List<Site> sites,
        int[] before) {

    /**
     * A zone that is allowed.
     *
     * @param moved what moving the data there takes
     * @param fixedScore objective of that
     */
    public record Site(int zone, Totals moved, double fixedScore) {}

    public boolean isElastic() {
        return speed.length > 0;
    }

    /** {@return whether any set of slots is as good as any other of the same cost} */
    public boolean isLoose() {
        return interruptible && shortest <= 1 && startUpKwh == 0 && !isElastic();
    }

    /** {@return least number of slots from start to end} */
    public int span() {
        return isElastic() ? (int) Math.ceil(need / speed[speed.length - 1] - 1e-9) : need;
    }

    public Task within(int first, int firstTooLate, int last) {
        return new Task(
                index,
                first,
                firstTooLate,
                last,
                need,
                slotKwh,
                watts,
                devices,
                interruptible,
                shortest,
                startUpKwh,
                priority,
                speed,
                sites,
                before);
    }
}
