package io.negawatt.app.live;

import io.negawatt.app.store.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Writes sorted files and puts them in the place of others: files are written and forced, then their names, and only then the
 * manifest names them, so that a crash leaves the state before or the one after.
 *
 * <p>Not thread-safe.
 */
final class FileKeeper {
    private final Disk disk;
    private final Files files;
    private final CommitLog log;
    private final SeriesTable table;
    private final InstantSource clock;
    private final LongConsumer damage;
    private final Set<Path> uncertain = new HashSet<>();
    private Manifest manifest;

    FileKeeper(
            Disk disk,
            Files files,
            CommitLog log,
            SeriesTable table,
            InstantSource clock,
            LongConsumer damage,
            Manifest manifest) {
        this.disk = disk;
        this.files = files;
        this.log = log;
        this.table = table;
        this.clock = clock;
        this.damage = damage;
        this.manifest = manifest;
    }

    /** {@return the files that count} */
    Sorted sorted() {
        return log.sorted();
    }

    /** {@return a number above that of every file so far} */
    long nextData() {
        return files.last() + 1;
    }

    /** {@return a question to the files alone} Nothing but the upkeep deletes files, so that they need no keeping. */
    Query query() {
        return new Query(log, new CommitLog.View(sorted(), List.of(), 0));
    }

    /** Tells the samples of a series. */
    interface Rows {
        SampleRow of(int id) throws IOException;
    }

    /** {@return a new file with the samples of an hour; empty where there are none} */
    Optional<GroupFile> writeRaw(long hour, long data, IntStream ids, Rows rows) throws IOException {
        var path = files.next(FileKind.RAW);
        var made = Optional.<GroupFile>empty();
        try (var out = new RawFile(disk, path)) {
            for (int id : ids.toArray()) {
                var row = rows.of(id);
                if (row.size() > 0) {
                    out.add(id, row.column(table.get(id).orElseThrow()));
                }
            }
            if (out.samples() > 0) {
                made = Optional.of(open(path, out.finish(number(path), hour, data, clock.millis())));
            }
            return made;
        } finally {
            if (made.isEmpty()) {
                files.discard(List.of(path));
            }
        }
    }

    /** Tells the sums of a series. */
    interface Sums {
        Rolled of(int id) throws IOException;
    }

    /** {@return a new file with sums of some hours} */
    GroupFile writeRolled(FileKind kind, long first, long hours, IntStream ids, Sums sums) throws IOException {
        var path = files.next(kind);
        boolean done = false;
        try (var out = new RolledFile(disk, path)) {
            for (int id : ids.toArray()) {
                out.add(id, sums.of(id));
            }
            var about = out.finish(kind, number(path), first, hours, clock.millis());
            done = true;
            return open(path, about);
        } finally {
            if (!done) {
                files.discard(List.of(path));
            }
        }
    }

    /** {@return a new file with all gaps} */
    GroupFile writeGaps(List<SeriesGap> gaps, long data) throws IOException {
        var path = files.next(FileKind.GAPS);
        boolean done = false;
        try {
            var about = GapFile.write(disk, path, gaps, data, clock.millis());
            done = true;
            return open(path, about);
        } finally {
            if (!done) {
                files.discard(List.of(path));
            }
        }
    }

    private static long number(Path path) {
        return Files.number(path).orElseThrow();
    }

    private GroupFile open(Path path, StoredFile about) {
        return new GroupFile(disk, path, about, damage);
    }

    /** {@return numbers of the series in some files} */
    static IntStream ids(List<GroupFile> parts) throws IOException {
        var ids = new TreeSet<Integer>();
        for (var part : parts) {
            Arrays.stream(part.ids()).forEach(ids::add);
        }
        return ids.stream().mapToInt(Integer::intValue);
    }

    void discard(List<GroupFile> made) {
        files.discard(made.stream().map(GroupFile::path).toList());
    }

    /** Puts new files in the place of some. */
    void exchange(Predicate<StoredFile> gone, List<GroupFile> made) throws IOException {
        exchange(sorted().with(gone, made), made);
    }

    /** Puts {@code next} in the place of what counts now; {@code made} is what is new in it. */
    void exchange(Sorted next, List<GroupFile> made) throws IOException {
        forceNames(made);
        write(new Manifest(manifest.logFloor(), next.rawHour(), next.abouts(), manifest.identities()), made);
        log.replace(next, gone(next));
    }

    /** The same, with the files of a head, whose part of the log is then given up. */
    void exchange(CommitLog.Frozen frozen, Sorted next, List<GroupFile> made) throws IOException {
        forceNames(made);
        write(new Manifest(frozen.logFloor(), next.rawHour(), next.abouts(), frozen.identities()), made);
        var gone = gone(next);
        log.sealed(frozen, next);
        log.replace(next, gone);
    }

    private void forceNames(List<GroupFile> made) throws IOException {
        if (!made.isEmpty()) {
            boolean done = false;
            try {
                disk.forceName(made.getLast().path());
                done = true;
            } finally {
                if (!done) {
                    discard(made);
                }
            }
        }
    }

    /**
     * Puts a manifest on the disk and then in memory. Where that fails, nobody knows which of the two is on the disk, so that the
     * files of both stay until one is there for certain.
     */
    private void write(Manifest next, List<GroupFile> made) throws IOException {
        made.forEach(it -> uncertain.add(it.path()));
        next.write(disk, files.folder());
        manifest = next;
        next.files().forEach(it -> uncertain.remove(files.path(it.kind(), it.number())));
        files.discard(uncertain);
        uncertain.clear();
    }

    private List<Path> gone(Sorted next) {
        var kept = new HashSet<Path>();
        next.files().forEach(it -> kept.add(it.path()));
        return sorted().files().stream()
                .map(GroupFile::path)
                .filter(it -> !kept.contains(it))
                .toList();
    }
}
