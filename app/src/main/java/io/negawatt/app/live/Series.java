package io.negawatt.app.live;

import io.negawatt.core.text.BadInputException;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who a row of samples belongs to and what it measures. Two series are the same where every part is.
 *
 * @param tenant who may see it; {@code ""} where nobody shares the server
 * @param metric name, such as {@code power}
 * @param measure how its values add up
 * @param unit symbol of the values' unit, such as {@code W} or {@code J}; {@code ""} for a plain number
 * @param periodMs usual time between two samples, in ms: a sample stands for the time since the one before, and where that
 *     is more than three periods ago for one period, so that silence is never taken for a steady load
 * @param labels names and values, by name
 */
public record Series(
        String tenant, String metric, Measure measure, String unit, long periodMs, SortedMap<String, String> labels) {
    /** Longest name or value of a label, and longest name of a metric or tenant, in UTF-16 units. */
    public static final int MOST_TEXT = 512;

    /** Most labels of a series. */
    public static final int MOST_LABELS = 64;

    /** Longest period in ms: an hour. */
    public static final long MOST_PERIOD_MS = 3_600_000;

    /** By tenant, metric and labels. */
    public static final Comparator<Series> ORDER = Comparator.comparing(Series::tenant)
            .thenComparing(Series::metric)
            .thenComparing(Series::labels, Series::compareLabels)
            .thenComparing(Series::measure)
            .thenComparing(Series::unit)
            .thenComparing(Series::periodMs);

    private static final int SILENT_PERIODS = 3;

    /** @throws BadInputException where a name is empty or too long, there are too many labels, or the period is out of range */
    public Series {
        checkText("tenant", tenant);
        checkText("metric", metric);
        checkText("unit", unit);
        if (metric.isEmpty()) {
            throw BadInputException.of("live.series.nameless");
        }
        if (periodMs < 1 || periodMs > MOST_PERIOD_MS) {
            throw BadInputException.of("live.series.period", metric, periodMs, MOST_PERIOD_MS);
        }
        if (labels.size() > MOST_LABELS) {
            throw BadInputException.of("live.series.labels", metric, labels.size(), MOST_LABELS);
        }
        labels.forEach((name, value) -> {
            checkText("label", name);
            checkText(name, value);
        });
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    private static int compareLabels(SortedMap<String, String> one, SortedMap<String, String> other) {
        var ours = one.entrySet().iterator();
        var theirs = other.entrySet().iterator();
        while (ours.hasNext() && theirs.hasNext()) {
            var mine = ours.next();
            var that = theirs.next();
            int order = mine.getKey().compareTo(that.getKey());
            order = order != 0 ? order : mine.getValue().compareTo(that.getValue());
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(ours.hasNext(), theirs.hasNext());
    }

    private static void checkText(String what, String text) {
        if (text.length() > MOST_TEXT) {
            throw BadInputException.of("live.series.long", what, text.substring(0, 40), text.length(), MOST_TEXT);
        }
    }

    /** {@return a series of nobody in particular} */
    public static Series of(String metric, Measure measure, String unit, long periodMs, Map<String, String> labels) {
        return new Series("", metric, measure, unit, periodMs, new TreeMap<>(labels));
    }

    /** {@return the same series as that of another tenant} */
    public Series withTenant(String other) {
        return other.equals(tenant) ? this : new Series(other, metric, measure, unit, periodMs, labels);
    }

    /** {@return how far back the sample before may be, in ms, for a sample to stand for all the time between} */
    long reachMs() {
        return measure == Measure.COUNTER ? MOST_PERIOD_MS : Math.min(SILENT_PERIODS * periodMs, MOST_PERIOD_MS);
    }
}
