package io.negawatt.app.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The sorted files that count at a time; it never changes.
 *
 * @param files all files, oldest first
 * @param gaps what the files of gaps tell
 * @param rawHour first hour since 1970 whose samples are kept
 * @param byHour files of samples by hour, oldest first
 * @param byKind files of sums by kind, newest first
 */
record Sorted(
        List<GroupFile> files,
        List<SeriesGap> gaps,
        long rawHour,
        NavigableMap<Long, List<GroupFile>> byHour,
        Map<FileKind, List<GroupFile>> byKind) {

    static Sorted of(List<GroupFile> files, List<SeriesGap> gaps, long rawHour) {
        var sorted = files.stream()
                .sorted(Comparator.comparingLong(it -> it.about().number()))
                .toList();
        var byHour = new TreeMap<Long, List<GroupFile>>();
        sorted.stream()
                .filter(it -> it.about().kind() == FileKind.RAW)
                .forEach(it -> byHour.computeIfAbsent(it.about().hour(), hour -> new ArrayList<>())
                        .add(it));
        var byKind = new EnumMap<FileKind, List<GroupFile>>(FileKind.class);
        sorted.reversed().stream()
                .filter(it -> it.about().kind().stepMs() > 0)
                .forEach(it -> byKind.computeIfAbsent(it.about().kind(), kind -> new ArrayList<>())
                        .add(it));
        return new Sorted(sorted, gaps, rawHour, byHour, byKind);
    }

    /** {@return the same without some files and with others} */
    Sorted with(Predicate<StoredFile> gone, List<GroupFile> more) {
        var next = new ArrayList<>(
                files.stream().filter(it -> !gone.test(it.about())).toList());
        next.addAll(more);
        return of(next, gaps, rawHour);
    }

    Sorted withGaps(List<SeriesGap> others) {
        return new Sorted(files, List.copyOf(others), rawHour, byHour, byKind);
    }

    Sorted withRawHour(long hour) {
        return new Sorted(files, gaps, hour, byHour, byKind);
    }

    List<StoredFile> abouts() {
        return files.stream().map(GroupFile::about).toList();
    }

    /** {@return the files with samples of an hour, oldest first} */
    List<GroupFile> raw(long hour) {
        return byHour.getOrDefault(hour, List.of());
    }

    /** {@return the newest file with sums of an hour} */
    Optional<GroupFile> rolled(FileKind kind, long hour) {
        return byKind.getOrDefault(kind, List.of()).stream()
                .filter(it -> it.about().hour() <= hour && hour < it.about().endHour())
                .findFirst();
    }

    /** {@return whether the sums of an hour are those of all samples in files} */
    boolean clean(long hour) {
        long rolled = rolled(FileKind.MINUTE, hour)
                .filter(it -> rolled(FileKind.HOUR, hour).isPresent())
                .map(it -> it.about().data())
                .orElse(0L);
        return newestData(hour) < rolled;
    }

    /** {@return the greatest number of a file whose samples matter to an hour; 0 where there is none} */
    private long newestData(long hour) {
        long fromMs = hour * StoredFile.HOUR_MS;
        long toMs = fromMs + StoredFile.HOUR_MS;
        long newest = 0;
        for (long near = hour - 1; near <= hour + 1; near++) {
            for (var file : raw(near)) {
                var about = file.about();
                if (about.firstReachMs() < toMs && about.maxMs() + about.reachMs() > fromMs) {
                    newest = Math.max(newest, about.data());
                }
            }
        }
        return newest;
    }
}
