package io.negawatt.app.live;

import java.util.Arrays;

/**
 * Sums a series up by the steps of a window. Samples are told in order of time, from {@link Series#reachMs} before the window
 * to as long after it, so that those at its borders are shared out rightly.
 *
 * <p>An amount is made a whole number of millionths once, when its sample is told, and then cut at the borders of steps so that
 * the parts are always the whole. That is why sums by second, minute and hour agree to the last millionth.
 */
final class StepSums implements SeriesSteps {
    private static final double MICRO = 1e6;

    /** W times ms is mJ. */
    private static final double MICRO_IN_MILLI = 1e3;

    /** What tells an amount; only a sample stands for the time of it by itself. */
    private enum Told {
        SAMPLE,
        GAP,
        ROLLED
    }

    private final Series series;
    private final Window window;
    private final long[] count;
    private final double[] min;
    private final double[] max;
    private final double[] sum;
    private final double[] last;
    private final long[] amountMicro;
    private final long[] bridgedMicro;
    private final long[] coveredMs;
    private boolean begun;
    private long beforeMs;
    private double before = Double.NaN;
    private double beforeZero = Double.NaN;
    private long beforeZeroMs;
    private boolean told;
    private long clipFromMs;
    private long clipToMs;

    StepSums(Series series, Window window) {
        this.series = series;
        this.window = window;
        this.clipFromMs = window.fromMs();
        this.clipToMs = window.toMs();
        int steps = window.steps();
        count = new long[steps];
        min = filled(steps);
        max = filled(steps);
        sum = new double[steps];
        last = filled(steps);
        amountMicro = new long[steps];
        bridgedMicro = new long[steps];
        coveredMs = new long[steps];
    }

    private static double[] filled(int steps) {
        var values = new double[steps];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /** Lets what is told from now on count within {@code [fromMs, toMs)} alone, and takes samples anew from its start. */
    void part(long fromMs, long toMs) {
        clipFromMs = Math.max(fromMs, window.fromMs());
        clipToMs = Math.min(toMs, window.toMs());
        begun = false;
        before = Double.NaN;
        beforeZero = Double.NaN;
    }

    /** {@return whether anything was told of the window} */
    boolean told() {
        return told;
    }

    /** Takes the next sample; its time is after that of the one before. */
    void sample(long timeMs, double value) {
        boolean counter = series.measure() == Measure.COUNTER;
        if (Double.isNaN(value)) {
            told |= timeMs > clipFromMs && timeMs <= clipToMs;
            if (!counter) {
                begun = true;
                beforeMs = timeMs;
            }
            return;
        }
        boolean follows = begun && timeMs - beforeMs <= series.reachMs();
        long standsForMs = follows ? timeMs - beforeMs : counter ? 0 : series.periodMs();
        share(amount(value, timeMs, standsForMs, follows), timeMs - standsForMs, timeMs, Told.SAMPLE);
        place(timeMs - 1, value);
        begun = true;
        beforeMs = timeMs;
        before = value;
    }

    private long amount(double value, long timeMs, long standsForMs, boolean follows) {
        return switch (series.measure()) {
            case POWER -> Math.round(value * standsForMs * MICRO_IN_MILLI);
            case USE -> Math.round(value * MICRO);
            case COUNTER -> follows ? Math.round(value * MICRO) - Math.round(countedFrom(value, timeMs) * MICRO) : 0;
            case LEVEL -> 0;
        };
    }

    /**
     * {@return the count from which a counter rose to this one} A fall is a restart from zero, but for one that shows zero for a moment
     * and then goes on from where it was: what it counted in its whole life must not count again.
     */
    private double countedFrom(double value, long timeMs) {
        if (value < before) {
            beforeZero = value == 0 ? before : Double.NaN;
            beforeZeroMs = beforeMs;
            return 0;
        }
        boolean back = before == 0 && value >= beforeZero && timeMs - beforeZeroMs <= series.reachMs();
        double from = back ? beforeZero : before;
        beforeZero = value == 0 ? beforeZero : Double.NaN;
        return from;
    }

    private void place(long lastMs, double value) {
        if (lastMs >= clipFromMs && lastMs < clipToMs) {
            told = true;
            int step = step(lastMs);
            count[step]++;
            sum[step] += value;
            last[step] = value;
            widen(step, value, value);
        }
    }

    private void widen(int step, double low, double high) {
        min[step] = Double.isNaN(min[step]) ? low : Math.min(min[step], low);
        max[step] = Double.isNaN(max[step]) ? high : Math.max(max[step], high);
    }

    private int step(long timeMs) {
        return (int) ((timeMs - window.fromMs()) / window.stepMs());
    }

    /** Takes a gap whose amount is known. */
    void gap(SeriesGap gap) {
        part(window.fromMs(), window.toMs());
        told |= gap.toMs() > window.fromMs() && gap.fromMs() < window.toMs();
        gap.amount().ifPresent(it -> share(Math.round(it * MICRO), gap.fromMs(), gap.toMs(), Told.GAP));
    }

    /** Takes a sum that was made before over {@code [fromMs, toMs)}; rolled sums come in order of time. */
    void rolled(long fromMs, long toMs, RolledStep rolled) {
        share(rolled.amountMicro(), fromMs, toMs, Told.ROLLED);
        long begin = Math.max(fromMs, clipFromMs);
        long end = Math.min(toMs, clipToMs);
        for (long at = begin; at < end; ) {
            int step = step(at);
            long edge = Math.min(end, window.startMs(step + 1));
            coveredMs[step] += cut(rolled.coveredMs(), fromMs, toMs, edge) - cut(rolled.coveredMs(), fromMs, toMs, at);
            if (rolled.count() > 0) {
                long part = cut(rolled.count(), fromMs, toMs, edge) - cut(rolled.count(), fromMs, toMs, at);
                count[step] += part;
                sum[step] += part == rolled.count() ? rolled.sum() : rolled.sum() * part / rolled.count();
                last[step] = rolled.last();
                widen(step, rolled.min(), rolled.max());
            }
            told = true;
            at = edge;
        }
    }

    private void share(long amount, long fromMs, long toMs, Told by) {
        long begin = Math.max(fromMs, clipFromMs);
        long end = Math.min(toMs, clipToMs);
        long done = begin < end ? cut(amount, fromMs, toMs, begin) : 0;
        for (long at = begin; at < end; ) {
            int step = step(at);
            long edge = Math.min(end, window.startMs(step + 1));
            long upTo = cut(amount, fromMs, toMs, edge);
            amountMicro[step] += upTo - done;
            coveredMs[step] += by == Told.SAMPLE ? edge - at : 0;
            bridgedMicro[step] += by == Told.GAP ? upTo - done : 0;
            told = true;
            done = upTo;
            at = edge;
        }
    }

    /** {@return the part of an amount over {@code [fromMs, toMs)} that lies before {@code atMs}} */
    private static long cut(long amount, long fromMs, long toMs, long atMs) {
        return atMs == toMs ? amount : (long) (amount * ((double) (atMs - fromMs) / (toMs - fromMs)));
    }

    @Override
    public Series series() {
        return series;
    }

    @Override
    public Window window() {
        return window;
    }

    @Override
    public long count(int step) {
        return count[step];
    }

    @Override
    public double min(int step) {
        return min[step];
    }

    @Override
    public double max(int step) {
        return max[step];
    }

    @Override
    public double mean(int step) {
        return count[step] == 0 ? Double.NaN : sum[step] / count[step];
    }

    /** {@return sum of the values, each counted once} */
    double sum(int step) {
        return sum[step];
    }

    @Override
    public double last(int step) {
        return last[step];
    }

    @Override
    public long amountMicro(int step) {
        return amountMicro[step];
    }

    @Override
    public long bridgedMicro(int step) {
        return bridgedMicro[step];
    }

    @Override
    public long coveredMs(int step) {
        return coveredMs[step];
    }
}
