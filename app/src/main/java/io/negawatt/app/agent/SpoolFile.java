package io.negawatt.app.agent;

import io.negawatt.app.store.Bits;
import io.negawatt.app.store.Disk;
import io.negawatt.app.store.RecordScanner;
import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A file of the spool and what of it is still to be delivered.
 *
 * <p>Not thread-safe.
 */
final class SpoolFile {
    static final String SAMPLES = ".spool";
    static final String LOST = ".lost";

    /** Longest record in bytes; a greater length can only be damage. */
    static final int MOST_PAYLOAD = 32 << 20;

    private static final int TYPE = 1;
    private static final int LEAST_PAYLOAD = 4;

    final Path path;
    private Optional<Disk.File> appending;
    private long bytes;
    private long firstPlace = Long.MAX_VALUE;
    private long lastPlace = -1;
    private Optional<List<Entry>> loaded;

    /** A record: a batch, and the places of the batches that it stands for, of which the last is its own. */
    static final class Entry {
        private final long firstPlace;
        private final long lastPlace;
        private final byte[] batch;

        Entry(long firstPlace, long lastPlace, byte[] batch) {
            this.firstPlace = firstPlace;
            this.lastPlace = lastPlace;
            this.batch = batch;
        }

        long firstPlace() {
            return firstPlace;
        }

        long lastPlace() {
            return lastPlace;
        }

        /** {@return bytes of the batch, as the server takes them} */
        byte[] batch() {
            return batch;
        }

        byte[] record() {
            var out = new WireWriter();
            out.reset(RecordScanner.HEADER);
            out.u8(TYPE);
            out.whole(firstPlace);
            out.whole(lastPlace);
            out.bytes(batch, 0, batch.length);
            int length = out.length() - RecordScanner.HEADER;
            Bits.putInt(out.bytes(), 0, length);
            Bits.putInt(out.bytes(), 4, Bits.checksum(out.bytes(), 0, length));
            return out.toBytes();
        }

        private static Entry read(byte[] bytes, int offset, int length) {
            var in = new WireReader(bytes, offset, length);
            in.u8();
            long first = in.whole();
            long last = in.whole();
            int header = 1 + size(first) + size(last);
            return new Entry(first, last, Arrays.copyOfRange(bytes, offset + header, offset + length));
        }

        private static int size(long whole) {
            return Math.max(1, (70 - Long.numberOfLeadingZeros(whole)) / 7);
        }
    }

    private SpoolFile(Path path, Optional<Disk.File> appending, Optional<List<Entry>> loaded) {
        this.path = path;
        this.appending = appending;
        this.loaded = loaded;
    }

    /** {@return a new file to append to, whose entries stay in memory until {@link #unload}} */
    static SpoolFile create(Disk disk, Path folder, long firstPlace) throws IOException {
        var path = path(folder, firstPlace, SAMPLES);
        disk.delete(path);
        var file = disk.create(path);
        try {
            disk.forceName(path);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        return new SpoolFile(path, Optional.of(file), Optional.of(new ArrayList<>()));
    }

    /** {@return a file that holds one entry, which somebody has written} */
    static SpoolFile written(Path path, Entry entry, long bytes) {
        var file = new SpoolFile(path, Optional.empty(), Optional.of(new ArrayList<>(List.of(entry))));
        file.bytes = bytes;
        file.span(entry);
        return file;
    }

    /** What opening a file came to. */
    record Opened(SpoolFile file, long unreadableBytes) {}

    /** {@return the file of an earlier start; its entries are read again when they are wanted} */
    static Opened open(Disk disk, Path path) throws IOException {
        var file = new SpoolFile(path, Optional.empty(), Optional.empty());
        long[] unreadable = new long[1];
        file.read(disk, unreadable).forEach(file::span);
        return new Opened(file, unreadable[0]);
    }

    static Path path(Path folder, long place, String suffix) {
        return folder.resolve("%016x%s".formatted(place, suffix));
    }

    private List<Entry> read(Disk disk, long[] unreadable) throws IOException {
        var entries = new ArrayList<Entry>();
        try (var file = disk.open(path)) {
            bytes = file.size();
            var scanner = new RecordScanner(file, 0, LEAST_PAYLOAD, MOST_PAYLOAD, type -> type == TYPE);
            while (scanner.next()) {
                try {
                    entries.add(Entry.read(scanner.bytes(), scanner.offset(), scanner.length()));
                } catch (WireReader.Malformed e) {
                    unreadable[0] += scanner.length();
                }
            }
            unreadable[0] += scanner.unreadableBytes();
        }
        return entries;
    }

    /** Writes an entry and makes it outlast a power cut; where that fails the next goes over what is torn. */
    void append(Entry entry) throws IOException {
        byte[] record = entry.record();
        var file = appending.orElseThrow();
        file.write(record, record.length, bytes);
        file.force();
        bytes += record.length;
        span(entry);
        loaded.orElseThrow().add(entry);
    }

    private void span(Entry entry) {
        firstPlace = Math.min(firstPlace, entry.firstPlace());
        lastPlace = Math.max(lastPlace, entry.lastPlace());
    }

    /** {@return the entries after a place, read from the disk unless they are in memory} */
    List<Entry> after(Disk disk, long place) throws IOException {
        if (loaded.isEmpty()) {
            loaded = Optional.of(read(disk, new long[1]));
        }
        loaded.get().removeIf(it -> it.lastPlace() <= place);
        return List.copyOf(loaded.get());
    }

    /** Lets go of entries that can be read again. */
    void unload() {
        loaded = Optional.empty();
    }

    /** Ends appending. */
    void seal() throws IOException {
        if (appending.isPresent()) {
            appending.get().close();
            appending = Optional.empty();
        }
    }

    boolean isAppending() {
        return appending.isPresent();
    }

    boolean isLost() {
        return path.toString().endsWith(LOST);
    }

    long bytes() {
        return bytes;
    }

    long firstPlace() {
        return firstPlace;
    }

    /** {@return place of its last entry; −1 where it has none} */
    long lastPlace() {
        return lastPlace;
    }
}
