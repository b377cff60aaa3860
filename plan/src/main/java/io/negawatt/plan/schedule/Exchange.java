package io.negawatt.plan.schedule;

import java.util.Arrays;

/**
 * The cheapest way for tasks to share slots, each task taking so many different slots of its window and each slot holding so many
 * tasks: a minimum-cost flow from tasks to slots, solved by successive shortest paths (R. Ahuja, T. Magnanti, J. Orlin, "Network
 * Flows", 1993, 9.7) from the point where every task has its cheapest slots and some slots are too full.
 *
 * <p>Each path hands one place of a slot that is too full on, from task to task, to the nearest slot with room. Slots carry
 * prices: at the end each task holds its cheapest slots by cost and price, and only full slots have a price, which proves the
 * result (see {@link #bound}). As a path seldom goes far, a year takes twelve times a month. Work that finds no room stays undone
 * at a cost of its own.
 *
 * <p>Costs are whole numbers, so that ties are ties; all sums stay below 2⁶².
 */
final class Exchange {
    private static final int NONE = -1;

    private final int slots;
    private final int tasks;
    private final int[] capacity;
    private final int[] first;
    private final int[] need;
    /** Costs of the slots of all windows, one window after the other; {@code offset[task]} is the first of its window. */
    private final long[] cost;

    private final int[] offset;
    private final long[] undoneCost;
    private final boolean[] holds;
    private final int[] undone;
    private final int[] load;
    private final long[] price;
    /** For each slot the tasks whose windows hold it. */
    private final int[] taskOf;

    private final int[] taskOffset;

    private final Paths paths;

    /**
     * An exchange at the point where every task has its cheapest slots.
     *
     * @param capacity tasks that each slot can hold
     * @param first first slot of each task's window
     * @param need slots that each task needs, not negative
     * @param costs cost of each slot of each task's window
     * @param undoneCost cost of each slot that a task does not get; higher than what any handing on could cost
     */
    Exchange(int[] capacity, int[] first, int[] need, long[][] costs, long[] undoneCost) {
        this.slots = capacity.length;
        this.tasks = need.length;
        this.capacity = capacity;
        this.first = first;
        this.need = need;
        this.undoneCost = undoneCost;
        this.offset = new int[tasks + 1];
        for (int task = 0; task < tasks; task++) {
            offset[task + 1] = offset[task] + costs[task].length;
        }
        this.cost = new long[offset[tasks]];
        for (int task = 0; task < tasks; task++) {
            System.arraycopy(costs[task], 0, cost, offset[task], costs[task].length);
        }
        this.holds = new boolean[cost.length];
        this.undone = new int[tasks];
        this.load = new int[slots];
        this.price = new long[slots];
        this.taskOffset = new int[slots + 1];
        this.taskOf = new int[cost.length];
        this.paths = new Paths();
        indexSlots();
    }

    private void indexSlots() {
        for (int task = 0; task < tasks; task++) {
            for (int i = 0; i < window(task); i++) {
                taskOffset[first[task] + i + 1]++;
            }
        }
        for (int slot = 0; slot < slots; slot++) {
            taskOffset[slot + 1] += taskOffset[slot];
        }
        int[] next = taskOffset.clone();
        for (int task = 0; task < tasks; task++) {
            for (int i = 0; i < window(task); i++) {
                taskOf[next[first[task] + i]++] = task;
            }
        }
    }

    private int window(int task) {
        return offset[task + 1] - offset[task];
    }

    private int at(int task, int slot) {
        return offset[task] + slot - first[task];
    }

    /** Finds the cheapest sharing. */
    Exchange solve() {
        for (int task = 0; task < tasks; task++) {
            takeCheapest(task);
        }
        for (int slot = 0; slot < slots; slot++) {
            while (load[slot] > capacity[slot]) {
                paths.handOn(slot);
            }
        }
        return this;
    }

    private void takeCheapest(int task) {
        int count = Math.min(need[task], window(task));
        undone[task] = need[task] - count;
        if (count == 0) {
            return;
        }
        long[] sorted = Arrays.copyOfRange(cost, offset[task], offset[task + 1]);
        Arrays.sort(sorted);
        long dearest = sorted[count - 1];
        int ties = count;
        for (long one : sorted) {
            ties -= one < dearest ? 1 : 0;
        }
        for (int i = 0; i < window(task); i++) {
            long one = cost[offset[task] + i];
            boolean takes = one < dearest || (one == dearest && ties > 0);
            ties -= takes && one == dearest ? 1 : 0;
            if (takes) {
                hold(task, first[task] + i, true);
            }
        }
    }

    private void hold(int task, int slot, boolean holding) {
        holds[at(task, slot)] = holding;
        load[slot] += holding ? 1 : -1;
    }

    /** {@return whether a task holds a slot of its window} */
    boolean holds(int task, int slot) {
        return slot >= first[task] && slot < first[task] + window(task) && holds[at(task, slot)];
    }

    /** {@return slots that a task needs and does not get} */
    int undone(int task) {
        return undone[task];
    }

    /** {@return the prices of the slots: what one more place in each would save} */
    long[] prices() {
        return price.clone();
    }

    /** Shortest paths by reduced costs, none of which is negative (Dijkstra with potentials). */
    private final class Paths {
        private final long[] distance = new long[slots + tasks];
        private final int[] parent = new int[slots + tasks];
        private final int[] seen = new int[slots + tasks];
        private final long[] dearest = new long[tasks];
        private final int[] dearestRound = new int[tasks];
        private final LongHeap heap = new LongHeap();
        private int[] touched = new int[64];
        private int touchedCount;
        private int round;
        private long best;
        private int target;

        /** Hands one place of a slot that is too full to the nearest slot with room, or leaves it undone. */
        void handOn(int source) {
            round++;
            touchedCount = 0;
            heap.clear();
            best = Long.MAX_VALUE;
            target = NONE;
            reach(source, 0, NONE);
            while (!heap.isEmpty() && heap.leastKey() < best) {
                long key = heap.leastKey();
                int node = heap.removeLeast();
                if (key == distance[node]) {
                    open(node);
                }
            }
            raisePrices();
            handAlong(source);
        }

        private void open(int node) {
            if (node < slots) {
                openSlot(node);
            } else {
                openTask(node - slots);
            }
        }

        /** A task that holds the slot may give it back. */
        private void openSlot(int slot) {
            for (int i = taskOffset[slot]; i < taskOffset[slot + 1]; i++) {
                int task = taskOf[i];
                int at = at(task, slot);
                if (holds[at]) {
                    long reduced = dearest(task) - cost[at] - price[slot];
                    reach(slots + task, distance[slot] + reduced, slot);
                }
            }
        }

        /** A task that has given a slot back takes another, or leaves work undone. */
        private void openTask(int task) {
            long base = distance[slots + task] - dearest[task];
            int start = first[task];
            for (int at = offset[task], slot = start; at < offset[task + 1]; at++, slot++) {
                if (!holds[at]) {
                    long there = base + cost[at] + price[slot];
                    if (there < best) {
                        reach(slot, there, slots + task);
                    }
                }
            }
            if (base + undoneCost[task] < best) {
                best = base + undoneCost[task];
                target = slots + task;
            }
        }

        private void reach(int node, long there, int from) {
            if (there >= best || (seen[node] == round && distance[node] <= there)) {
                return;
            }
            if (seen[node] != round) {
                seen[node] = round;
                touch(node);
            }
            distance[node] = there;
            parent[node] = from;
            if (node < slots && load[node] < capacity[node]) {
                best = there;
                target = node;
            } else {
                heap.add(there, node);
            }
        }

        private void touch(int node) {
            if (touchedCount == touched.length) {
                touched = Arrays.copyOf(touched, 2 * touchedCount);
            }
            touched[touchedCount++] = node;
        }

        /** {@return the highest cost with price among the slots that a task holds: what it would give back first} */
        private long dearest(int task) {
            if (dearestRound[task] != round) {
                dearestRound[task] = round;
                long most = Long.MIN_VALUE;
                for (int at = offset[task], slot = first[task]; at < offset[task + 1]; at++, slot++) {
                    if (holds[at]) {
                        most = Math.max(most, cost[at] + price[slot]);
                    }
                }
                dearest[task] = most;
            }
            return dearest[task];
        }

        /** Keeps every reduced cost at or above 0 after the path is used. */
        private void raisePrices() {
            for (int i = 0; i < touchedCount; i++) {
                int node = touched[i];
                if (node < slots && distance[node] < best) {
                    price[node] += best - distance[node];
                }
            }
        }

        private void handAlong(int source) {
            int node = target;
            if (node >= slots) {
                int task = node - slots;
                undone[task]++;
                hold(task, parent[node], false);
                node = parent[node];
            }
            while (node != source) {
                int task = parent[node] - slots;
                int back = parent[parent[node]];
                hold(task, node, true);
                hold(task, back, false);
                node = back;
            }
        }
    }

    /**
     * {@return what no sharing can cost less than: every task at its cheapest by cost and price, less what the places of the
     * slots come to at those prices (weak duality)}
     */
    static double bound(int[] capacity, int[] need, double[][] costs, int[] first, double[] undone, double[] price) {
        double bound = 0;
        for (int slot = 0; slot < capacity.length; slot++) {
            bound -= capacity[slot] * price[slot];
        }
        for (int task = 0; task < need.length; task++) {
            var offers = new double[costs[task].length];
            for (int i = 0; i < offers.length; i++) {
                offers[i] = Math.min(undone[task], costs[task][i] + price[first[task] + i]);
            }
            Arrays.sort(offers);
            for (int i = 0; i < need[task]; i++) {
                bound += i < offers.length ? offers[i] : undone[task];
            }
        }
        return bound;
    }
}
