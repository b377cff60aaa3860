package io.negawatt.app.live;

import io.negawatt.app.store.Disk;
import io.negawatt.app.store.RecordScanner;
import io.negawatt.app.store.Replacement;
import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which files count. It is replaced as a whole, so that a step of the upkeep is done or not begun; what it does not name, apart from
 * the log and the series, is what a crash left behind.
 *
 * <p>The file holds the same record twice. Payload: u8 {@value #TYPE}, whole version of the format of the folder, whole least
 * number of a log that counts, signed first hour whose samples are kept, list of files ({@link StoredFile}), identities
 * ({@link Identities}).
 *
 * @param logFloor least number of a log whose batches are not all in the files
 * @param rawHour first hour since 1970 whose samples are kept; sums alone are left of those before
 * @param identities the batches in the files; not to be changed
 */
record Manifest(long logFloor, long rawHour, List<StoredFile> files, Identities identities) {
    static final int VERSION = 1;

    private static final int TYPE = 6;

    /** That of a new store. */
    static final Manifest EMPTY = new Manifest(0, Long.MIN_VALUE / 2, List.of(), new Identities());

    static Path path(Path folder) {
        return folder.resolve("manifest");
    }

    /**
     * {@return the manifest of a folder; empty where there is none}
     *
     * @throws LiveException where it cannot be read, or another version wrote it; nothing is changed then
     */
    static Optional<Manifest> read(Disk disk, Path folder) throws IOException {
        if (!disk.list(folder).contains(path(folder))) {
            return Optional.empty();
        }
        try (var file = disk.open(path(folder))) {
            var records = RecordFile.scan(file, type -> type == TYPE);
            if (!records.next()) {
                throw new LiveException(Message.of("live.store.damaged", path(folder)), Optional.empty());
            }
            return Optional.of(parse(folder, records));
        }
    }

    private static Manifest parse(Path folder, RecordScanner records) throws LiveException {
        var in = new WireReader(records.bytes(), records.offset() + 1, records.length() - 1);
        long version = in.whole();
        if (version != VERSION) {
            throw new LiveException(Message.of("live.store.version", folder, version, VERSION), Optional.empty());
        }
        return new Manifest(
                in.whole(), in.signed(), List.copyOf(in.list(() -> StoredFile.read(in))), Identities.read(in));
    }

    void write(Disk disk, Path folder) throws IOException {
        var out = new WireWriter();
        out.reset(RecordScanner.HEADER);
        out.u8(TYPE);
        out.whole(VERSION);
        out.whole(logFloor);
        out.signed(rawHour);
        out.whole(files.size());
        files.forEach(it -> it.write(out));
        identities.write(out);
        RecordFile.seal(out.bytes(), out.length());
        Replacement.of(disk, path(folder), RecordFile.whole(out.toBytes(), 2));
    }
}
