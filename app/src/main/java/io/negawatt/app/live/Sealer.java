package io.negawatt.app.live;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Sorts durable samples into files by hour, and makes one of the files of an hour. Not thread-safe. */
final class Sealer {
    /** So many files of an hour are made one. */
    private static final int MANY = 8;

    private final FileKeeper keeper;
    private final CommitLog log;
    private final SeriesTable table;
    private final StoreSettings settings;
    private final InstantSource clock;
    private long lastMs;

    Sealer(FileKeeper keeper, CommitLog log, SeriesTable table, StoreSettings settings, InstantSource clock) {
        this.keeper = keeper;
        this.log = log;
        this.table = table;
        this.settings = settings;
        this.clock = clock;
        this.lastMs = clock.millis();
    }

    void sealWhenDue() throws IOException {
        if (log.activeBytes() >= settings.sealBytes()
                || clock.millis() - lastMs >= settings.sealAfter().toMillis()) {
            seal();
        }
    }

    /** Sorts what is in memory into files, one for each hour. */
    void seal() throws IOException {
        lastMs = clock.millis();
        var frozen = log.freeze();
        if (frozen.isPresent()) {
            // A number in a file must mean the same series after a power cut.
            table.makeDurable();
            var made = new ArrayList<GroupFile>();
            keeper.exchange(frozen.get(), sealed(frozen.get().head(), made), made);
        }
    }

    /** Writes the files of a head; {@return all files with them} */
    private Sorted sealed(Head head, List<GroupFile> made) throws IOException {
        boolean done = false;
        try {
            long data = keeper.nextData();
            for (long hour : hoursOf(head)) {
                var samples = new HeadHour(head, hour);
                keeper.writeRaw(hour, data, IntStream.of(head.ids()), samples).ifPresent(made::add);
            }
            var next = keeper.sorted().with(about -> false, made);
            if (!head.gaps().isEmpty()) {
                var gaps = allGaps(head);
                made.add(keeper.writeGaps(gaps, data));
                next = keeper.sorted()
                        .with(about -> about.kind() == FileKind.GAPS, made)
                        .withGaps(gaps);
            }
            done = true;
            return next;
        } finally {
            if (!done) {
                keeper.discard(made);
            }
        }
    }

    private static SortedSet<Long> hoursOf(Head head) {
        var hours = new TreeSet<Long>();
        for (var batch : head.records()) {
            for (int column = 0; column < batch.layout().columns(); column++) {
                Arrays.stream(batch.layout().times(column))
                        .map(StoredFile::hourOf)
                        .forEach(hours::add);
            }
        }
        return hours;
    }

    /** The samples of a head in an hour. */
    private record HeadHour(Head head, long hour, SampleRow row) implements FileKeeper.Rows {

        HeadHour(Head head, long hour) {
            this(head, hour, new SampleRow());
        }

        @Override
        public SampleRow of(int id) {
            long fromMs = hour * StoredFile.HOUR_MS;
            row.clear();
            for (var piece : head.pieces(id)) {
                if (piece.touches(fromMs, fromMs + StoredFile.HOUR_MS)) {
                    piece.addTo(row, fromMs, fromMs + StoredFile.HOUR_MS);
                }
            }
            return row;
        }
    }

    /** All gaps are written anew where there are new ones: they are few. */
    private List<SeriesGap> allGaps(Head head) {
        long oldestMs = clock.millis() - settings.kept(FileKind.GAPS).toMillis();
        var all = new TreeSet<>(SeriesGap.ORDER);
        all.addAll(keeper.sorted().gaps());
        all.addAll(head.gaps());
        all.removeIf(it -> it.toMs() < oldestMs);
        return List.copyOf(all);
    }

    /** Makes one file of the files of an hour where there are many, or the hour is over and no more come. */
    void merge() throws IOException {
        long nowHour = StoredFile.hourOf(clock.millis());
        for (var entry : keeper.sorted().byHour().entrySet()) {
            long hour = entry.getKey();
            var parts = entry.getValue();
            boolean over = parts.size() > 1 && hour < nowHour && settings.settled(parts, clock.millis());
            if ((over || parts.size() >= MANY) && !damaged(parts)) {
                merge(hour, parts);
            }
        }
    }

    /** What is damaged stays as it is, since it may be read by better means. */
    private static boolean damaged(List<GroupFile> parts) {
        return parts.stream().anyMatch(GroupFile::damaged);
    }

    private void merge(long hour, List<GroupFile> parts) throws IOException {
        var row = new SampleRow();
        long data = parts.stream().mapToLong(it -> it.about().data()).max().orElse(0);
        var merged = keeper.writeRaw(hour, data, FileKeeper.ids(parts), id -> {
            row.clear();
            for (var part : parts) {
                RawFile.addTo(row, part, id, Long.MIN_VALUE, Long.MAX_VALUE);
            }
            return row;
        });
        if (damaged(parts)) {
            keeper.discard(merged.stream().toList());
        } else {
            var gone = parts.stream().map(GroupFile::about).toList();
            keeper.exchange(gone::contains, merged.stream().toList());
        }
    }
}
