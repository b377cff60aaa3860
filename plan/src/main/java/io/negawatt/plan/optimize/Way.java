package io.negawatt.plan.optimize;

/**
 * One way to run a task.
 *
 * @param zone where
 * @param slots when, rising
 * @param devices on how many devices in each of the slots
 * @param cost by the prices that it was chosen for
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk.
record Way(int zone, int[] slots, int[] devices, double cost) {
    int first() {
        return slots[0];
    }

    int end() {
        return slots[slots.length - 1] + 1;
    }
}
