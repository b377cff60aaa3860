package io.negawatt.app.live;

import java.util.Arrays;

/**
 * Samples of one series as they are put together from many places, in order of time, each time once. What is added later takes
 * the place of what was there.
 */
final class SampleRow {
    private long[] timesMs = new long[256];
    private double[] values = new double[256];
    private int size;

    int size() {
        return size;
    }

    long timeMs(int i) {
        return timesMs[i];
    }

    double value(int i) {
        return values[i];
    }

    void clear() {
        size = 0;
    }

    /** Appends a sample that is later than all others. */
    void append(long timeMs, double value) {
        room(1);
        timesMs[size] = timeMs;
        values[size++] = value;
    }

    /** Adds the samples whose times are in {@code [fromMs, toMs)}. */
    void add(long[] times, double[] added, long fromMs, long toMs) {
        int from = place(times, times.length, fromMs);
        int to = place(times, times.length, toMs);
        if (from < to) {
            room(to - from);
            if (size == 0 || times[from] > timesMs[size - 1]) {
                System.arraycopy(times, from, timesMs, size, to - from);
                System.arraycopy(added, from, values, size, to - from);
                size += to - from;
            } else {
                merge(times, added, from, to);
            }
        }
    }

    /** {@return the first place whose time is not before {@code timeMs}} */
    private static int place(long[] times, int length, long timeMs) {
        int found = Arrays.binarySearch(times, 0, length, timeMs);
        return found < 0 ? -found - 1 : found;
    }

    private void room(int more) {
        if (size + more > timesMs.length) {
            int length = Math.max(timesMs.length * 2, size + more);
            timesMs = Arrays.copyOf(timesMs, length);
            values = Arrays.copyOf(values, length);
        }
    }

    /** Merges from the end, so that nothing is written over before it is read. */
    private void merge(long[] times, double[] added, int from, int to) {
        int old = size - 1;
        int now = to - 1;
        int at = size + to - from;
        while (now >= from) {
            at--;
            if (old >= 0 && timesMs[old] > times[now]) {
                timesMs[at] = timesMs[old];
                values[at] = values[old--];
            } else {
                old -= old >= 0 && timesMs[old] == times[now] ? 1 : 0;
                timesMs[at] = times[now];
                values[at] = added[now--];
            }
        }
        int end = size + to - from;
        System.arraycopy(timesMs, at, timesMs, old + 1, end - at);
        System.arraycopy(values, at, values, old + 1, end - at);
        size = old + 1 + end - at;
    }

    Column column(Series series) {
        return new Column(series, Arrays.copyOf(timesMs, size), Arrays.copyOf(values, size));
    }
}
