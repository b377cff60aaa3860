package io.negawatt.plan.forecast;

import java.util.Arrays;

/**
 * The past of one learner on the scale on which it works, with sums that make means over days quick. Grows with the history.
 *
 * <p>Means are cut off at the start of the series, so that even its first days have them.
 */
final class Memory {
    private final Stabilizer stabilizer;
    private final int slotsPerDay;
    private double[] values = new double[0];
    /** {@code sums[i]} is the sum of the values before i. */
    private double[] sums = new double[1];
    /** {@code slotSums[i]} is the sum of the value at i and of all before it at the same time of day. */
    private double[] slotSums = new double[0];

    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private boolean wasNegative;

    Memory(Stabilizer stabilizer, int slotsPerDay) {
        this.stabilizer = stabilizer;
        this.slotsPerDay = slotsPerDay;
    }

    /** Takes up what the history has more. */
    void extend(History history) {
        int from = values.length;
        int to = history.issued();
        values = Arrays.copyOf(values, to);
        sums = Arrays.copyOf(sums, to + 1);
        slotSums = Arrays.copyOf(slotSums, to);
        for (int i = from; i < to; i++) {
            values[i] = stabilizer.to(history.value(i));
            wasNegative |= history.value(i) < 0;
            sums[i + 1] = sums[i] + values[i];
            slotSums[i] = values[i] + (i < slotsPerDay ? 0 : slotSums[i - slotsPerDay]);
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
    }

    int size() {
        return values.length;
    }

    int slotsPerDay() {
        return slotsPerDay;
    }

    double value(int index) {
        return values[Math.max(0, index)];
    }

    /** {@return the mean from {@code from}, inclusive, to {@code to}, exclusive} */
    double mean(int from, int to) {
        int first = Math.max(0, from);
        int last = Math.max(first + 1, to);
        return (sums[last] - sums[first]) / (last - first);
    }

    /** {@return the mean at the time of day of {@code index} over so many days, the latest of them {@code firstDay} before it} */
    double slotMean(int index, int firstDay, int days) {
        int last = index - firstDay * slotsPerDay;
        if (last < 0) {
            return value(Math.floorMod(index, slotsPerDay));
        }
        int count = Math.min(days, last / slotsPerDay + 1);
        int before = last - count * slotsPerDay;
        return (slotSums[last] - (before < 0 ? 0 : slotSums[before])) / count;
    }

    /** {@return the mean at the time of day of {@code index} over the latest days of its kind, at most so many, known at {@code issued}} */
    double likeMean(History history, int index, int issued, int days) {
        int kind = history.dayClass(index);
        double sum = 0;
        int found = 0;
        for (int i = lastBefore(index, issued); i >= 0 && found < days; i -= slotsPerDay) {
            if (history.dayClass(i) == kind) {
                sum += values[i];
                found++;
            }
        }
        return found > 0 ? sum / found : slotMean(index, daysBack(index, issued), days);
    }

    /** {@return by how many days one must go back from {@code index} to what is known at {@code issued}} */
    int daysBack(int index, int issued) {
        return index < issued ? 1 : (index - issued) / slotsPerDay + 1;
    }

    private int lastBefore(int index, int issued) {
        return index - daysBack(index, issued) * slotsPerDay;
    }

    /** {@return the value on the scale of the series, kept near the range that has been seen, and at 0 where nothing was below} */
    double back(double bent) {
        double margin = 0.1 * (high - low);
        double value = stabilizer.back(Math.clamp(bent, low - margin, high + margin));
        return wasNegative ? value : Math.max(0, value);
    }
}
