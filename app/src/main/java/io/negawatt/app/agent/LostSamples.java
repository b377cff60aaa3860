package io.negawatt.app.agent;

import io.negawatt.app.live.Batch;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.Measure;
import io.negawatt.app.live.Series;
import io.negawatt.app.live.SeriesGap;
import io.negawatt.core.text.Message;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What is left of batches whose samples have to go: a gap for each series, with how many samples it had and how much was used in
 * it. Energy is never lost, only its course over time. Of a count the last value stays, which brackets the gap by itself; of a level
 * nothing but the gap.
 *
 * <p>Not thread-safe.
 */
final class LostSamples {
    static final String REASON = "agent.gap.dropped";

    private final Map<Series, Lost> losses = new TreeMap<>(Series.ORDER);

    private static final class Lost {
        private long fromMs = Long.MAX_VALUE;
        private long toMs = Long.MIN_VALUE;
        private long samples;
        private double amount;
        private boolean amountKnown;
        private long lastMs;
        private double last = Double.NaN;

        private void span(long from, long to) {
            fromMs = Math.min(fromMs, from);
            toMs = Math.max(toMs, to);
        }
    }

    /** Takes in the samples and gaps of a batch; batches come in their order. */
    void add(Batch batch) {
        batch.columns().stream().filter(it -> it.size() > 0).forEach(this::add);
        batch.gaps().forEach(this::add);
    }

    private void add(Column column) {
        var series = column.series();
        var lost = losses.computeIfAbsent(series, _ -> new Lost());
        long[] timesMs = column.timesMs();
        lost.span(timesMs[0] - series.periodMs(), timesMs[timesMs.length - 1]);
        lost.samples += timesMs.length;
        for (int i = 0; i < timesMs.length; i++) {
            if (!Double.isNaN(column.values()[i])) {
                long beforeMs = i == 0 ? timesMs[0] - series.periodMs() : timesMs[i - 1];
                add(lost, series.measure(), timesMs[i], timesMs[i] - beforeMs, column.values()[i]);
            }
        }
    }

    private static void add(Lost lost, Measure measure, long atMs, long lengthMs, double value) {
        switch (measure) {
            case USE -> {
                lost.amount += value;
                lost.amountKnown = true;
            }
            case POWER -> {
                lost.amount += value * lengthMs / 1e3;
                lost.amountKnown = true;
            }
            case COUNTER -> {
                lost.lastMs = atMs;
                lost.last = value;
            }
            case LEVEL -> {}
        }
    }

    /** A gap that the meters told, or one of an earlier loss, which is then part of this one. */
    private void add(SeriesGap gap) {
        var lost = losses.computeIfAbsent(gap.series(), _ -> new Lost());
        lost.span(gap.fromMs(), gap.toMs());
        if (gap.reason().key().equals(REASON)) {
            lost.samples += Long.parseLong(gap.reason().args().getFirst());
        }
        gap.amount().ifPresent(amount -> {
            lost.amount += amount;
            lost.amountKnown = true;
        });
    }

    /** {@return number of samples that are gone} */
    long samples() {
        return losses.values().stream().mapToLong(it -> it.samples).sum();
    }

    /** {@return a batch that stands for all of them, under the identity of one that they replace} */
    Batch batch(String source, long epoch, long sequence) {
        var columns = losses.entrySet().stream()
                .filter(it -> !Double.isNaN(it.getValue().last))
                .map(it ->
                        new Column(it.getKey(), new long[] {it.getValue().lastMs}, new double[] {it.getValue().last}))
                .toList();
        var gaps = losses.entrySet().stream()
                .map(it -> gap(it.getKey(), it.getValue()))
                .toList();
        return new Batch(source, epoch, sequence, columns, gaps);
    }

    private static SeriesGap gap(Series series, Lost lost) {
        return new SeriesGap(
                series,
                lost.fromMs,
                lost.toMs,
                lost.amountKnown ? OptionalDouble.of(lost.amount) : OptionalDouble.empty(),
                new Message(REASON, List.of(Long.toString(lost.samples))));
    }
}
