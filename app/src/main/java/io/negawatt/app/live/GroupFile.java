package io.negawatt.app.live;

import io.negawatt.app.store.Disk;
import io.negawatt.app.store.RecordScanner;
import io.negawatt.app.store.WireReader;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Reads a sorted file ({@link GroupWriter}). What was read last stays in memory as long as there is room. A group that does not match
 * its checksum is passed over, and where the index does not, the groups are looked for one by one.
 *
 * <p>Thread-safe.
 */
final class GroupFile {

    /** A group: its bytes, and where its content begins in them. */
    static final class Group {
        private final byte[] bytes;
        private final int[] ids;
        private final int content;
        private Optional<Layout> layout = Optional.empty();

        /** Takes a whole record. */
        Group(byte[] record) {
            var in = new WireReader(record, RecordScanner.HEADER + 1, record.length - RecordScanner.HEADER - 1);
            bytes = record;
            ids = Ids.read(in);
            content = in.position();
        }

        /** {@return the place of a series that is in it} */
        int place(int id) {
            return Arrays.binarySearch(ids, id);
        }

        /** {@return where the columns of a group of samples stand} */
        synchronized Layout layout() {
            var there = layout.orElseGet(() -> Layout.read(bytes, bytes.length, reader()));
            layout = Optional.of(there);
            return there;
        }

        /** {@return what reads the content} */
        WireReader reader() {
            return new WireReader(bytes, content, bytes.length - content);
        }
    }

    /** Which group holds a series. */
    private static final class Index {
        private final int[] ids;
        private final long[] positions;

        Index(int[] ids, long[] positions) {
            this.ids = ids;
            this.positions = positions;
        }
    }

    private final Disk disk;
    private final Path path;
    private final StoredFile about;
    private final LongConsumer damage;
    private SoftReference<Index> index = new SoftReference<>(null);
    private SoftReference<Group> last = new SoftReference<>(null);
    private long lastPosition = -1;
    private boolean damaged;

    /** @param damage is told the number of bytes of damage that is found */
    GroupFile(Disk disk, Path path, StoredFile about, LongConsumer damage) {
        this.disk = disk;
        this.path = path;
        this.about = about;
        this.damage = damage;
    }

    Path path() {
        return path;
    }

    StoredFile about() {
        return about;
    }

    /** {@return whether a part of it cannot be read, as far as was seen} */
    synchronized boolean damaged() {
        return damaged;
    }

    /** {@return numbers of the series in it, rising} */
    synchronized int[] ids() throws IOException {
        return index().ids;
    }

    /** {@return the group of a series; empty where it has none, or none that can be read} */
    synchronized Optional<Group> group(int id) throws IOException {
        var places = index();
        int at = Arrays.binarySearch(places.ids, id);
        if (at < 0) {
            return Optional.empty();
        }
        var there = last.get();
        if (there != null && lastPosition == places.positions[at]) {
            return Optional.of(there);
        }
        var group = read(places.positions[at]);
        group.ifPresent(it -> {
            last = new SoftReference<>(it);
            lastPosition = places.positions[at];
        });
        return group;
    }

    private Optional<Group> read(long position) throws IOException {
        try (var file = disk.open(path)) {
            return record(file, position).map(Group::new);
        }
    }

    /** {@return the record at a place, header and all; empty where it does not match its checksum} */
    private Optional<byte[]> record(Disk.File file, long position) throws IOException {
        var record = RecordFile.recordAt(file, position);
        if (record.isEmpty()) {
            tellDamage(RecordScanner.HEADER);
        }
        return record;
    }

    private void tellDamage(long bytes) {
        if (!damaged) {
            damaged = true;
            damage.accept(bytes);
        }
    }

    private Index index() throws IOException {
        var there = index.get();
        if (there != null) {
            return there;
        }
        try (var file = disk.open(path)) {
            var record = record(file, about.index());
            var read = record.isPresent() ? parse(record.get()) : scan(file);
            index = new SoftReference<>(read);
            return read;
        }
    }

    private static Index parse(byte[] record) {
        var in = new WireReader(record, RecordScanner.HEADER + 1, record.length - RecordScanner.HEADER - 1);
        var collector = new Collector();
        int groups = in.count();
        long position = 0;
        for (int i = 0; i < groups; i++) {
            position += in.whole();
            collector.add(position, Ids.read(in));
        }
        return collector.index();
    }

    private Index scan(Disk.File file) throws IOException {
        var records = RecordFile.scan(file, type -> type == RawFile.TYPE || type == RolledFile.TYPE);
        var collector = new Collector();
        while (records.next()) {
            var in = new WireReader(records.bytes(), records.offset() + 1, records.length() - 1);
            collector.add(records.position(), Ids.read(in));
        }
        return collector.index();
    }

    private static final class Collector {
        private int[] ids = new int[64];
        private long[] positions = new long[64];
        private int size;

        void add(long position, int[] group) {
            if (size + group.length > ids.length) {
                int length = Math.max(2 * ids.length, size + group.length);
                ids = Arrays.copyOf(ids, length);
                positions = Arrays.copyOf(positions, length);
            }
            System.arraycopy(group, 0, ids, size, group.length);
            Arrays.fill(positions, size, size + group.length, position);
            size += group.length;
        }

        Index index() {
            return new Index(Arrays.copyOf(ids, size), Arrays.copyOf(positions, size));
        }
    }
}
