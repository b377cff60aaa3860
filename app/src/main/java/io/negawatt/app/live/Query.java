package io.negawatt.app.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One question to the files and heads of a moment.
 *
 * <p>Not thread-safe.
 */
final class Query {
    /** Samples are put together for so many hours at once, so that a long question takes no more memory than a short one. */
    private static final long STRETCH_HOURS = 6;

    /** How old a last sample may be. */
    private static final long LATEST_HOURS = 24;

    private final CommitLog log;
    private final CommitLog.View view;
    private final SampleRow row = new SampleRow();

    Query(CommitLog log, CommitLog.View view) {
        this.log = log;
        this.view = view;
    }

    /** {@return hours whose sums samples may change that are in no file yet} */
    Set<Long> unsealedHours() {
        return log.ask(() -> {
            var hours = new HashSet<Long>();
            view.heads().forEach(head -> hours.addAll(head.hours()));
            return hours;
        });
    }

    /** {@return gaps that were told} */
    List<SeriesGap> gaps() {
        return log.ask(() -> Stream.concat(
                        view.sorted().gaps().stream(), view.heads().stream().flatMap(it -> it.gaps().stream()))
                .distinct()
                .toList());
    }

    Map<Series, List<SeriesGap>> gapsBySeries() {
        return gaps().stream().collect(Collectors.groupingBy(SeriesGap::series));
    }

    /** Adds what the parts of a plan know of a series. */
    void addTo(StepSums sums, int id, List<Plan.Part> parts) throws IOException {
        for (var part : parts) {
            sums.part(part.fromMs(), part.toMs());
            if (part.rolled().isPresent()) {
                addRolled(sums, part.rolled().get(), id);
            } else {
                addSamples(sums, id, part.fromMs(), part.toMs());
            }
        }
    }

    private static void addRolled(StepSums sums, GroupFile file, int id) throws IOException {
        var found = RolledFile.read(file, id);
        if (found.isPresent()) {
            var rolled = found.get();
            long stepMs = file.about().kind().stepMs();
            for (int i = 0; i < rolled.size(); i++) {
                sums.rolled(rolled.startMs(i), rolled.startMs(i) + stepMs, rolled.step(i));
            }
        }
    }

    /** Adds the samples of a series that matter to {@code [fromMs, toMs)}. */
    void addSamples(StepSums sums, int id, long fromMs, long toMs) throws IOException {
        long reachMs = sums.series().reachMs();
        long firstMs = Math.max(fromMs, sums.window().fromMs()) - reachMs;
        long lastMs = Math.min(toMs, sums.window().toMs()) + reachMs;
        for (var stretch : stretches(firstMs, lastMs + 1)) {
            read(id, stretch.fromMs(), stretch.toMs());
            for (int i = 0; i < row.size(); i++) {
                sums.sample(row.timeMs(i), row.value(i));
            }
        }
    }

    private record Stretch(long fromMs, long toMs) {}

    private static List<Stretch> stretches(long fromMs, long toMs) {
        var stretches = new ArrayList<Stretch>();
        for (long at = fromMs; at < toMs; ) {
            long next = Math.min(toMs, (StoredFile.hourOf(at) + STRETCH_HOURS) * StoredFile.HOUR_MS);
            stretches.add(new Stretch(at, next));
            at = next;
        }
        return stretches;
    }

    /** Puts the samples of a series in {@code [fromMs, toMs)} into the row: those of files, and over them those of heads. */
    SampleRow read(int id, long fromMs, long toMs) throws IOException {
        row.clear();
        var hours = view.sorted().byHour().subMap(StoredFile.hourOf(fromMs), true, StoredFile.hourOf(toMs - 1), true);
        for (var files : hours.values()) {
            for (var file : files) {
                RawFile.addTo(row, file, id, fromMs, toMs);
            }
        }
        for (var head : view.heads()) {
            for (var piece : log.pieces(head, id)) {
                if (piece.touches(fromMs, toMs)) {
                    piece.addTo(row, fromMs, toMs);
                }
            }
        }
        return row;
    }

    /** Goes through the stretches of a time that hold samples of any series. */
    interface Visit {
        void at(long fromMs, long toMs) throws IOException;
    }

    /** Visits {@code [fromMs, toMs)} by stretches, and leaves out those without a file or a sample in memory. */
    void visit(long fromMs, long toMs, Visit visit) throws IOException {
        var hours = view.sorted().byHour();
        long first = hours.isEmpty() ? Long.MAX_VALUE : hours.firstKey();
        long last = hours.isEmpty() ? Long.MIN_VALUE : hours.lastKey();
        for (long hour : unsealedHours()) {
            first = Math.min(first, hour);
            last = Math.max(last, hour);
        }
        if (first <= last) {
            long from = Math.max(fromMs, first * StoredFile.HOUR_MS);
            long to = Math.min(toMs, (last + 1) * StoredFile.HOUR_MS);
            for (var stretch : stretches(from, to)) {
                visit.at(stretch.fromMs(), stretch.toMs());
            }
        }
    }

    /** A last sample that is found and not yet read. */
    private record Last(long timeMs, Layout layout, int column) {

        /** {@return the later of two; of the same time, the one that was stored later} */
        static Optional<Last> later(Optional<Last> found, Layout layout, int column) {
            long[] times = layout.times(column);
            if (times.length == 0 || found.map(Last::timeMs).orElse(Long.MIN_VALUE) > times[times.length - 1]) {
                return found;
            }
            return Optional.of(new Last(times[times.length - 1], layout, column));
        }

        Latest of(Series series) {
            return new Latest(series, timeMs, layout.values(column)[layout.size(column) - 1]);
        }
    }

    /** {@return the last sample of a series up to the end of an hour; empty where the day before it has none} */
    Optional<Latest> latest(Series series, int id, long lastHour) throws IOException {
        long oldest = lastHour - LATEST_HOURS;
        var hours = view.sorted()
                .byHour()
                .subMap(oldest, true, lastHour, true)
                .descendingMap()
                .values();
        var found = Optional.<Last>empty();
        for (var files : hours) {
            for (var file : files) {
                var group = file.group(id);
                if (group.isPresent()) {
                    found = Last.later(found, group.get().layout(), group.get().place(id));
                }
            }
            if (found.isPresent()) {
                break;
            }
        }
        for (var head : view.heads()) {
            for (var piece : log.pieces(head, id)) {
                found = Last.later(found, piece.layout(), piece.column());
            }
        }
        return found.filter(it -> StoredFile.hourOf(it.timeMs()) >= oldest).map(it -> it.of(series));
    }
}
