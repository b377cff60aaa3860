package io.negawatt.app.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a store answers, in a form that can be compared. */
final class StoreAnswers {
    private StoreAnswers() {}

    /** {@return every sample, by series and time} */
    static Map<Series, TreeMap<Long, Double>> samples(LiveStore store) throws LiveException {
        var samples = new TreeMap<Series, TreeMap<Long, Double>>(Series.ORDER);
        store.samples(Selection.ALL, -(1L << 50), 1L << 50, column -> {
            var row = samples.computeIfAbsent(column.series(), it -> new TreeMap<>());
            for (int i = 0; i < column.size(); i++) {
                if (row.put(column.timesMs()[i], column.values()[i]) != null) {
                    throw new AssertionError("twice: " + column.series() + " " + column.timesMs()[i]);
                }
            }
        });
        return samples;
    }

    /** {@return the samples that one store has and the other has not, or otherwise} */
    static List<String> difference(LiveStore store, LiveStore other) throws LiveException {
        var difference = new ArrayList<String>();
        var ours = samples(store);
        var theirs = samples(other);
        ours.forEach((series, row) -> row.forEach((timeMs, value) -> {
            if (!value.equals(theirs.getOrDefault(series, new TreeMap<>()).get(timeMs))) {
                difference.add("only here: %s %d %s".formatted(series.labels(), timeMs, value));
            }
        }));
        theirs.forEach((series, row) -> row.forEach((timeMs, value) -> {
            if (!value.equals(ours.getOrDefault(series, new TreeMap<>()).get(timeMs))) {
                difference.add("only there: %s %d %s".formatted(series.labels(), timeMs, value));
            }
        }));
        return difference;
    }

    /** {@return every sum of a window, by series, as text but for the means, which rounding may touch} */
    static List<String> sums(LiveStore store, Window window) throws LiveException {
        var sums = new ArrayList<String>();
        store.range(Selection.ALL, window, steps -> {
            for (int i = 0; i < window.steps(); i++) {
                if (steps.count(i) > 0 || steps.coveredMs(i) > 0 || steps.amountMicro(i) != 0) {
                    sums.add("%s %d n=%d %s..%s last=%s µ=%d ms=%d"
                            .formatted(
                                    steps.series(),
                                    window.startMs(i),
                                    steps.count(i),
                                    steps.min(i),
                                    steps.max(i),
                                    steps.last(i),
                                    steps.amountMicro(i),
                                    steps.coveredMs(i)));
                }
            }
        });
        return sums;
    }
}
