package io.negawatt.app.live;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sums hours up by second, minute and hour once they are over, and anew where late samples came. Sums are always made from all samples
 * of the hour, so that they are those of the samples to the last millionth. Not thread-safe.
 */
final class Roller {
    private static final long DAY_HOURS = 24;
    private static final long MONTH_HOURS = 30 * DAY_HOURS;

    /** An hour after the end of a day its last hour is summed up. */
    private static final long OVER_HOURS = 2;

    private final FileKeeper keeper;
    private final SeriesTable table;
    private final StoreSettings settings;
    private final InstantSource clock;

    Roller(FileKeeper keeper, SeriesTable table, StoreSettings settings, InstantSource clock) {
        this.keeper = keeper;
        this.table = table;
        this.settings = settings;
        this.clock = clock;
    }

    /** Sums up the hours that are over and whose sums are missing or not those of all samples. */
    void rollWhenDue() throws IOException {
        var now = keeper.sorted();
        for (long hour : hoursToSum(now)) {
            if (due(now, hour)) {
                roll(hour, List.of(FileKind.MINUTE, FileKind.HOUR));
            }
        }
    }

    /** {@return hours with samples, and those that the first sample of the next reaches back into} */
    private static SortedSet<Long> hoursToSum(Sorted now) {
        var hours = new TreeSet<Long>();
        now.byHour().forEach((hour, parts) -> {
            hours.add(hour);
            if (parts.stream().anyMatch(it -> it.about().firstReachMs() < hour * StoredFile.HOUR_MS)) {
                hours.add(hour - 1);
            }
        });
        return hours;
    }

    private boolean due(Sorted now, long hour) {
        var near = around(now, hour);
        long reachMs = near.stream().mapToLong(it -> it.about().reachMs()).max().orElse(0);
        long overMs =
                (hour + 1) * StoredFile.HOUR_MS + reachMs + settings.settle().toMillis();
        return clock.millis() >= overMs && settings.settled(now.raw(hour), clock.millis()) && !now.clean(hour);
    }

    private static List<GroupFile> around(Sorted now, long hour) {
        var near = new ArrayList<>(now.raw(hour));
        near.addAll(now.raw(hour + 1));
        return near;
    }

    private void roll(long hour, List<FileKind> kinds) throws IOException {
        var made = new ArrayList<GroupFile>();
        for (var kind : kinds) {
            made.add(write(kind, hour));
        }
        keeper.exchange(about -> kinds.contains(about.kind()) && about.hour() == hour && about.hours() == 1, made);
    }

    private GroupFile write(FileKind kind, long hour) throws IOException {
        var window = new Window(hour * StoredFile.HOUR_MS, (hour + 1) * StoredFile.HOUR_MS, kind.stepMs());
        var query = keeper.query();
        return keeper.writeRolled(kind, hour, 1, FileKeeper.ids(around(keeper.sorted(), hour)), id -> {
            var sums = new StepSums(table.get(id).orElseThrow(), window);
            query.addSamples(sums, id, window.fromMs(), window.toMs());
            return Rolled.of(sums);
        });
    }

    /** Sums up what is missing of the hours before one whose samples are about to go, by second too where that is kept. */
    void rollBefore(long rawHour) throws IOException {
        for (long hour : hoursToSum(keeper.sorted()).headSet(rawHour)) {
            if (!keeper.sorted().clean(hour)) {
                roll(hour, List.of(FileKind.MINUTE, FileKind.HOUR));
            }
            if (settings.second().compareTo(settings.raw()) > 0
                    && keeper.sorted().rolled(FileKind.SECOND, hour).isEmpty()) {
                roll(hour, List.of(FileKind.SECOND));
            }
        }
    }

    /** Makes one file of the sums of a day, and of thirty days. */
    void merge() throws IOException {
        merge(FileKind.MINUTE, DAY_HOURS);
        merge(FileKind.HOUR, DAY_HOURS);
        merge(FileKind.HOUR, MONTH_HOURS);
    }

    private void merge(FileKind kind, long hours) throws IOException {
        var now = keeper.sorted();
        var spans = new TreeSet<Long>();
        now.abouts().stream()
                .filter(it -> it.kind() == kind && it.hours() < hours)
                .forEach(it -> spans.add(Math.floorDiv(it.hour(), hours)));
        long nowHour = StoredFile.hourOf(clock.millis());
        for (long span : spans) {
            boolean over = (span + 1) * hours + OVER_HOURS <= nowHour;
            if (over && allClean(now, span * hours, hours)) {
                merge(kind, span * hours, hours);
            }
        }
    }

    private static boolean allClean(Sorted now, long first, long hours) {
        for (long hour = first; hour < first + hours; hour++) {
            if (!now.raw(hour).isEmpty() && !now.clean(hour)) {
                return false;
            }
        }
        return true;
    }

    private void merge(FileKind kind, long first, long hours) throws IOException {
        var now = keeper.sorted();
        var parts = now.files().stream()
                .filter(it -> it.about().kind() == kind)
                .filter(it -> it.about().hour() >= first && it.about().endHour() <= first + hours)
                .toList();
        var counts = new HashMap<Long, GroupFile>();
        for (long hour = first; hour < first + hours; hour++) {
            long one = hour;
            now.rolled(kind, hour).ifPresent(it -> counts.put(one, it));
        }
        var merged = keeper.writeRolled(kind, first, hours, FileKeeper.ids(parts), id -> newest(id, parts, counts));
        if (parts.stream().anyMatch(GroupFile::damaged)) {
            keeper.discard(List.of(merged));
        } else {
            var gone = parts.stream().map(GroupFile::about).toList();
            keeper.exchange(gone::contains, List.of(merged));
        }
    }

    /** Of each hour, the sums of the newest file that holds it count, also where they are none. */
    private static Rolled newest(int id, List<GroupFile> parts, Map<Long, GroupFile> counts) throws IOException {
        var steps = new TreeMap<Long, RolledStep>();
        for (var part : parts) {
            var rolled = RolledFile.read(part, id).orElse(new Rolled());
            for (int i = 0; i < rolled.size(); i++) {
                if (part.equals(counts.get(StoredFile.hourOf(rolled.startMs(i))))) {
                    steps.put(rolled.startMs(i), rolled.step(i));
                }
            }
        }
        var merged = new Rolled();
        steps.forEach(merged::add);
        return merged;
    }
}
