package io.negawatt.plan.tasks;

/**
 * One way to run a task.
 *
 * @param zone where
 * @param slots when, rising
 * @param devices on how many devices in each of the slots
 * @param cost by the prices that it was chosen for
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk.
public record Way(int zone, int[] slots, int[] devices, double cost) {
    public int first() {
        return slots[0];
    }

    public int end() {
        return slots[slots.length - 1] + 1;
    }
}
