package io.negawatt.app.live;

import io.negawatt.app.store.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What is done with samples once they are durable: they are sorted into files by hour; the files of an hour become one; hours are
 * summed up, and again where late samples came; what is old is given up. Each step writes its files, forces them and their names, and
 * only then the manifest names them: a crash between leaves the state before.
 *
 * <p>Not thread-safe; {@link EmbeddedStore} runs one step at a time.
 */
final class Upkeep {
    /** So many files of an hour are made one. */
    private static final int MANY = 8;

    /** Samples are kept for so many hours longer than they are refused, so that sums near the border can be made anew. */
    private static final long SPARE_HOURS = 2;

    private static final long DAY_HOURS = 24;
    private static final long MONTH_HOURS = 30 * DAY_HOURS;

    private final Disk disk;
    private final Files files;
    private final CommitLog log;
    private final SeriesTable table;
    private final StoreSettings settings;
    private final InstantSource clock;
    private final LongConsumer damage;
    private final Set<Path> uncertain = new HashSet<>();
    private Manifest manifest;
    private long lastSealMs;

    Upkeep(
            Disk disk,
            Files files,
            CommitLog log,
            SeriesTable table,
            StoreSettings settings,
            InstantSource clock,
            LongConsumer damage,
            Manifest manifest) {
        this.disk = disk;
        this.files = files;
        this.log = log;
        this.table = table;
        this.settings = settings;
        this.clock = clock;
        this.damage = damage;
        this.manifest = manifest;
        this.lastSealMs = clock.millis();
    }

    /** Does all that is due. */
    void run() throws IOException {
        if (log.activeBytes() >= settings.sealBytes()
                || clock.millis() - lastSealMs >= settings.sealAfter().toMillis()) {
            seal();
        }
        merge();
        roll();
        giveUp();
        mergeRolled(FileKind.MINUTE, DAY_HOURS);
        mergeRolled(FileKind.HOUR, DAY_HOURS);
        mergeRolled(FileKind.HOUR, MONTH_HOURS);
    }

    private Sorted sorted() {
        return log.sorted();
    }

    /** {@return a question to the files alone} Nothing but the upkeep deletes files, so that they need no keeping. */
    private Query query() {
        return new Query(log, new CommitLog.View(sorted(), List.of(), 0));
    }

    /** Sorts what is in memory into files, one for each hour. */
    void seal() throws IOException {
        lastSealMs = clock.millis();
        var frozen = log.freeze();
        if (frozen.isEmpty()) {
            return;
        }
        // A number in a file must mean the same series after a power cut.
        table.makeDurable();
        var made = new ArrayList<GroupFile>();
        var next = sealed(frozen.get().head(), made);
        write(
                new Manifest(
                        frozen.get().logFloor(),
                        manifest.rawHour(),
                        next.abouts(),
                        frozen.get().identities()),
                made);
        var now = sorted();
        log.sealed(frozen.get(), next);
        log.replace(next, gone(now, next));
    }

    /** Writes the files of a head; {@return all files with them} */
    private Sorted sealed(Head head, List<GroupFile> made) throws IOException {
        boolean done = false;
        try {
            long data = files.last() + 1;
            for (long hour : hoursOf(head)) {
                sealHour(head, hour, data).ifPresent(made::add);
            }
            var gaps = gaps(head, data, made);
            forceNames(made);
            done = true;
            return sorted().with(about -> gaps.isPresent() && about.kind() == FileKind.GAPS, made)
                    .withGaps(gaps.orElse(sorted().gaps()));
        } finally {
            if (!done) {
                discard(made);
            }
        }
    }

    private void forceNames(List<GroupFile> made) throws IOException {
        if (!made.isEmpty()) {
            disk.forceName(made.getLast().path());
        }
    }

    private void discard(List<GroupFile> made) {
        files.discard(made.stream().map(GroupFile::path).toList());
    }

    private static List<Path> gone(Sorted before, Sorted after) {
        var kept = new TreeSet<Path>();
        after.files().forEach(it -> kept.add(it.path()));
        return before.files().stream()
                .map(GroupFile::path)
                .filter(it -> !kept.contains(it))
                .toList();
    }

    /**
     * Puts a manifest on the disk and then in memory. Where that fails, nobody knows which of the two is on the disk, so that the files
     * of both stay until one is there for certain.
     */
    private void write(Manifest next, List<GroupFile> made) throws IOException {
        made.forEach(it -> uncertain.add(it.path()));
        next.write(disk, files.folder());
        manifest = next;
        next.files().forEach(it -> uncertain.remove(files.path(it.kind(), it.number())));
        files.discard(uncertain);
        uncertain.clear();
    }

    private static SortedSet<Long> hoursOf(Head head) {
        var hours = new TreeSet<Long>();
        for (var batch : head.records()) {
            for (int column = 0; column < batch.layout().columns(); column++) {
                long[] times = batch.layout().times(column);
                Arrays.stream(times).map(StoredFile::hourOf).forEach(hours::add);
            }
        }
        return hours;
    }

    private Optional<GroupFile> sealHour(Head head, long hour, long data) throws IOException {
        var row = new SampleRow();
        return writeRaw(hour, data, IntStream.of(head.ids()), id -> {
            row.clear();
            for (var piece : head.pieces(id)) {
                if (piece.touches(hour * StoredFile.HOUR_MS, (hour + 1) * StoredFile.HOUR_MS)) {
                    piece.addTo(row, hour * StoredFile.HOUR_MS, (hour + 1) * StoredFile.HOUR_MS);
                }
            }
            return row;
        });
    }

    private interface Rows {
        SampleRow of(int id) throws IOException;
    }

    private Optional<GroupFile> writeRaw(long hour, long data, IntStream ids, Rows rows) throws IOException {
        var path = files.next(FileKind.RAW);
        try (var out = new RawFile(disk, path)) {
            for (int id : ids.toArray()) {
                var row = rows.of(id);
                if (row.size() > 0) {
                    out.add(id, row.column(table.get(id).orElseThrow()));
                }
            }
            if (out.samples() > 0) {
                long number = Files.number(path).orElseThrow();
                return Optional.of(open(path, out.finish(number, hour, Math.max(data, 0), clock.millis())));
            }
        } catch (IOException e) {
            files.discard(List.of(path));
            throw e;
        }
        files.discard(List.of(path));
        return Optional.empty();
    }

    private GroupFile open(Path path, StoredFile about) {
        return new GroupFile(disk, path, about, damage);
    }

    /** Writes all gaps anew where there are new ones: they are few. */
    private Optional<List<SeriesGap>> gaps(Head head, long data, List<GroupFile> made) throws IOException {
        if (head.gaps().isEmpty()) {
            return Optional.empty();
        }
        long oldestMs = clock.millis() - settings.kept(FileKind.GAPS).toMillis();
        var all = new TreeSet<>(SeriesGap.ORDER);
        all.addAll(sorted().gaps());
        all.addAll(head.gaps());
        all.removeIf(it -> it.toMs() < oldestMs);
        var path = files.next(FileKind.GAPS);
        try {
            made.add(open(path, GapFile.write(disk, path, List.copyOf(all), data, clock.millis())));
        } catch (IOException e) {
            files.discard(List.of(path));
            throw e;
        }
        return Optional.of(List.copyOf(all));
    }

    /** Makes one file of the files of an hour where there are many, or the hour is over. */
    private void merge() throws IOException {
        long nowHour = StoredFile.hourOf(clock.millis());
        for (var entry : sorted().byHour().entrySet()) {
            long hour = entry.getKey();
            var parts = entry.getValue();
            boolean over = parts.size() > 1 && hour < nowHour && settled(parts);
            if ((over || parts.size() >= MANY) && parts.stream().noneMatch(GroupFile::damaged)) {
                merge(hour, parts);
            }
        }
    }

    private boolean settled(List<GroupFile> parts) {
        long newestMs =
                parts.stream().mapToLong(it -> it.about().madeMs()).max().orElse(0);
        return clock.millis() - newestMs >= settings.settle().toMillis();
    }

    private void merge(long hour, List<GroupFile> parts) throws IOException {
        var row = new SampleRow();
        long data = parts.stream().mapToLong(it -> it.about().data()).max().orElse(0);
        var merged = writeRaw(hour, data, ids(parts), id -> {
            row.clear();
            for (var part : parts) {
                RawFile.addTo(row, part, id, Long.MIN_VALUE, Long.MAX_VALUE);
            }
            return row;
        });
        if (parts.stream().noneMatch(GroupFile::damaged)) {
            var gone = parts.stream().map(GroupFile::about).toList();
            exchange(gone::contains, merged.stream().toList());
        } else {
            discard(merged.stream().toList());
        }
    }

    private static IntStream ids(List<GroupFile> parts) throws IOException {
        var ids = new TreeSet<Integer>();
        for (var part : parts) {
            Arrays.stream(part.ids()).forEach(ids::add);
        }
        return ids.stream().mapToInt(Integer::intValue);
    }

    /** Takes over files that are written in the place of others. */
    private void exchange(Predicate<StoredFile> gone, List<GroupFile> made) throws IOException {
        exchange(sorted().with(gone, made), made);
    }

    private void exchange(Sorted next, List<GroupFile> made) throws IOException {
        boolean named = false;
        try {
            forceNames(made);
            named = true;
        } finally {
            if (!named) {
                discard(made);
            }
        }
        write(new Manifest(manifest.logFloor(), next.rawHour(), next.abouts(), manifest.identities()), made);
        var now = sorted();
        log.replace(next, gone(now, next));
    }

    /** Sums up the hours that are over and whose sums are missing or not those of all samples. */
    private void roll() throws IOException {
        var now = sorted();
        for (long hour : hoursToSum(now)) {
            if (due(now, hour)) {
                roll(hour);
            }
        }
    }

    /** {@return hours with samples, and those that the first sample of the next reaches back into} */
    private static SortedSet<Long> hoursToSum(Sorted now) {
        var hours = new TreeSet<Long>();
        now.byHour().forEach((hour, parts) -> {
            hours.add(hour);
            if (parts.stream().anyMatch(it -> it.about().minMs() - it.about().reachMs() < hour * StoredFile.HOUR_MS)) {
                hours.add(hour - 1);
            }
        });
        return hours;
    }

    private boolean due(Sorted now, long hour) {
        var near = new ArrayList<>(now.raw(hour));
        near.addAll(now.raw(hour + 1));
        long reachMs = near.stream().mapToLong(it -> it.about().reachMs()).max().orElse(0);
        long overMs =
                (hour + 1) * StoredFile.HOUR_MS + reachMs + settings.settle().toMillis();
        return clock.millis() >= overMs && settled(now.raw(hour)) && !now.clean(hour);
    }

    private void roll(long hour) throws IOException {
        roll(hour, List.of(FileKind.MINUTE, FileKind.HOUR));
    }

    private void roll(long hour, List<FileKind> kinds) throws IOException {
        var made = new ArrayList<GroupFile>();
        for (var kind : kinds) {
            made.add(writeRolled(kind, hour));
        }
        exchange(about -> kinds.contains(about.kind()) && about.hour() == hour && about.hours() == 1, made);
    }

    private GroupFile writeRolled(FileKind kind, long hour) throws IOException {
        var window = new Window(hour * StoredFile.HOUR_MS, (hour + 1) * StoredFile.HOUR_MS, kind.stepMs());
        var parts = new ArrayList<>(sorted().raw(hour));
        parts.addAll(sorted().raw(hour + 1));
        var query = query();
        return writeRolled(kind, hour, 1, ids(parts), id -> {
            var sums = new StepSums(table.get(id).orElseThrow(), window);
            query.addSamples(sums, id, window.fromMs(), window.toMs());
            var rolled = new Rolled();
            rolled.addAll(sums);
            return rolled;
        });
    }

    /** Gives up what is older than is wanted: samples once they are summed up, and sums. */
    private void giveUp() throws IOException {
        giveUpSamples();
        long nowMs = clock.millis();
        Predicate<StoredFile> old = about -> about.kind() != FileKind.RAW
                && about.kind().stepMs() > 0
                && about.endHour() * StoredFile.HOUR_MS
                        < nowMs - settings.kept(about.kind()).toMillis();
        if (sorted().abouts().stream().anyMatch(old)) {
            exchange(old, List.of());
        }
    }

    private void giveUpSamples() throws IOException {
        long refusedHour = StoredFile.hourOf(clock.millis() - settings.raw().toMillis());
        log.refuseBefore(refusedHour * StoredFile.HOUR_MS);
        log.forget(refusedHour * StoredFile.HOUR_MS - StoredFile.HOUR_MS);
        long rawHour = refusedHour - SPARE_HOURS;
        var oldest = sorted().byHour();
        if (oldest.isEmpty() || oldest.firstKey() >= rawHour) {
            return;
        }
        seal();
        for (long hour : hoursToSum(sorted()).headSet(rawHour)) {
            if (!sorted().clean(hour)) {
                roll(hour);
            }
            if (settings.second().compareTo(settings.raw()) > 0
                    && sorted().rolled(FileKind.SECOND, hour).isEmpty()) {
                roll(hour, List.of(FileKind.SECOND));
            }
        }
        var next = sorted().with(about -> about.kind() == FileKind.RAW && about.hour() < rawHour, List.of());
        exchange(next.withRawHour(rawHour), List.of());
    }

    /** Makes one file of the sums of a longer time once it is over and its sums are final for now. */
    private void mergeRolled(FileKind kind, long hours) throws IOException {
        var now = sorted();
        var spans = new TreeSet<Long>();
        now.abouts().stream()
                .filter(it -> it.kind() == kind && it.hours() < hours)
                .forEach(it -> spans.add(Math.floorDiv(it.hour(), hours)));
        long nowHour = StoredFile.hourOf(clock.millis());
        for (long span : spans) {
            boolean over = (span + 1) * hours + SPARE_HOURS <= nowHour;
            if (over && allClean(now, span * hours, hours)) {
                mergeRolled(kind, span * hours, hours);
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

    private void mergeRolled(FileKind kind, long first, long hours) throws IOException {
        var now = sorted();
        var parts = now.files().stream()
                .filter(it -> it.about().kind() == kind)
                .filter(it -> it.about().hour() >= first && it.about().endHour() <= first + hours)
                .toList();
        var merged = writeRolled(kind, first, hours, ids(parts), id -> newest(now, kind, id, parts));
        if (parts.stream().anyMatch(GroupFile::damaged)) {
            discard(List.of(merged));
        } else {
            var gone = parts.stream().map(GroupFile::about).toList();
            exchange(gone::contains, List.of(merged));
        }
    }

    private interface Sums {
        Rolled of(int id) throws IOException;
    }

    private GroupFile writeRolled(FileKind kind, long first, long hours, IntStream ids, Sums sums) throws IOException {
        var path = files.next(kind);
        try (var out = new RolledFile(disk, path)) {
            for (int id : ids.toArray()) {
                out.add(id, sums.of(id));
            }
            long number = Files.number(path).orElseThrow();
            return open(path, out.finish(kind, number, first, hours, clock.millis()));
        } catch (IOException e) {
            files.discard(List.of(path));
            throw e;
        }
    }

    /** Of each hour, the sums of the newest file that holds it count, also where they are none. */
    private static Rolled newest(Sorted now, FileKind kind, int id, List<GroupFile> parts) throws IOException {
        var steps = new TreeMap<Long, RolledStep>();
        for (var part : parts) {
            var rolled = RolledFile.read(part, id).orElse(new Rolled());
            for (int i = 0; i < rolled.size(); i++) {
                long hour = StoredFile.hourOf(rolled.startMs(i));
                if (now.rolled(kind, hour).filter(part::equals).isPresent()) {
                    steps.put(rolled.startMs(i), rolled.step(i));
                }
            }
        }
        var merged = new Rolled();
        steps.forEach(merged::add);
        return merged;
    }
}
