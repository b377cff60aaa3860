package io.negawatt.app.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A store that keeps everything in memory, as plainly as can be: for tests, for a demonstration, and as what the durable ones
 * are held against. Nothing outlasts the process, and nothing grows old.
 *
 * <p>Thread-safe.
 */
public final class MemoryStore implements LiveStore {
    private static final long DAY_MS = 86_400_000;

    private record Identity(String source, long epoch, long sequence) {}

    private final Set<Identity> stored = new HashSet<>();
    private final Map<Series, TreeMap<Long, Double>> samples = new TreeMap<>(Series.ORDER);
    private final Set<SeriesGap> gaps = new HashSet<>();
    private long samplesStored;
    private long repeated;

    @Override
    public synchronized Appended append(Batch batch) {
        if (!stored.add(new Identity(batch.source(), batch.epoch(), batch.sequence()))) {
            repeated++;
            return new Appended(true, 0, 0, 0);
        }
        for (var column : batch.columns()) {
            var row = samples.computeIfAbsent(column.series(), it -> new TreeMap<>());
            for (int i = 0; i < column.size(); i++) {
                row.put(column.timesMs()[i], column.values()[i]);
            }
        }
        for (var gap : batch.gaps()) {
            samples.computeIfAbsent(gap.series(), it -> new TreeMap<>());
            gaps.add(gap);
        }
        samplesStored += batch.samples();
        return new Appended(false, batch.samples(), 0, 0);
    }

    @Override
    public synchronized List<Series> series(Selection selection) {
        return samples.keySet().stream().filter(selection::matches).toList();
    }

    @Override
    public synchronized void range(Selection selection, Window window, Consumer<SeriesSteps> steps) {
        for (var series : series(selection)) {
            var sums = new StepSums(series, window);
            rows(series)
                    .subMap(window.fromMs() - series.reachMs(), true, window.toMs() + series.reachMs(), true)
                    .forEach(sums::sample);
            gaps.stream().filter(it -> it.series().equals(series)).forEach(sums::gap);
            if (sums.told()) {
                steps.accept(sums);
            }
        }
    }

    private NavigableMap<Long, Double> rows(Series series) {
        return samples.getOrDefault(series, new TreeMap<>());
    }

    @Override
    public synchronized void samples(Selection selection, long fromMs, long toMs, Consumer<Column> columns) {
        for (var series : series(selection)) {
            var rows = rows(series).subMap(fromMs, toMs);
            if (!rows.isEmpty()) {
                columns.accept(new Column(
                        series,
                        rows.keySet().stream().mapToLong(Long::longValue).toArray(),
                        rows.values().stream().mapToDouble(Double::doubleValue).toArray()));
            }
        }
    }

    @Override
    public synchronized List<Latest> latest(Selection selection) {
        var latest = new ArrayList<Latest>();
        long newestMs = samples.values().stream()
                .filter(it -> !it.isEmpty())
                .mapToLong(TreeMap::lastKey)
                .max()
                .orElse(0);
        for (var series : series(selection)) {
            Optional.ofNullable(rows(series).lastEntry())
                    .filter(it -> it.getKey() > newestMs - DAY_MS)
                    .ifPresent(it -> latest.add(new Latest(series, it.getKey(), it.getValue())));
        }
        return latest;
    }

    @Override
    public synchronized List<SeriesGap> gaps(Selection selection, long fromMs, long toMs) {
        return gaps.stream()
                .filter(it -> selection.matches(it.series()) && it.toMs() > fromMs && it.fromMs() < toMs)
                .sorted(SeriesGap.ORDER)
                .toList();
    }

    @Override
    public synchronized StoreStatus status() {
        return new StoreStatus(samples.size(), samplesStored, repeated, 0, 0, Optional.empty());
    }

    @Override
    public void close() {}
}
