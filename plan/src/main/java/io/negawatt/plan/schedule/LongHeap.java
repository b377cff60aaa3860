package io.negawatt.plan.schedule;

import java.util.Arrays;

/** A binary heap of numbered nodes by their keys, without boxes. */
final class LongHeap {
    private long[] keys = new long[64];
    private int[] nodes = new int[64];
    private int size;

    void clear() {
        size = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    long leastKey() {
        return keys[0];
    }

    void add(long key, int node) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            nodes = Arrays.copyOf(nodes, 2 * size);
        }
        int i = size++;
        while (i > 0 && keys[(i - 1) / 2] > key) {
            set(i, (i - 1) / 2);
            i = (i - 1) / 2;
        }
        keys[i] = key;
        nodes[i] = node;
    }

    /** {@return the node of the least key, which is removed} */
    int removeLeast() {
        int least = nodes[0];
        size--;
        long key = keys[size];
        int node = nodes[size];
        int i = 0;
        for (int child = 1; child < size; child = 2 * i + 1) {
            child += child + 1 < size && keys[child + 1] < keys[child] ? 1 : 0;
            if (keys[child] >= key) {
                break;
            }
            set(i, child);
            i = child;
        }
        keys[i] = key;
        nodes[i] = node;
        return least;
    }

    private void set(int to, int from) {
        keys[to] = keys[from];
        nodes[to] = nodes[from];
    }
}
