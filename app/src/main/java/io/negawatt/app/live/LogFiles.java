package io.negawatt.app.live;

import io.negawatt.app.store.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of the write-ahead log. A file whose write failed goes on at the place where it was. One that could not be forced is never
 * trusted again: the next batch begins a new one, with all that is not in sorted files yet, and only that is forced.
 *
 * <p>Not thread-safe: one thread at a time writes.
 */
final class LogFiles implements AutoCloseable {
    private static final int WRITE_AT = 1 << 20;

    private final Disk disk;
    private final Files files;
    private final List<Path> paths = new ArrayList<>();
    private Optional<RecordFile> current = Optional.empty();

    LogFiles(Disk disk, Files files) {
        this.disk = disk;
        this.files = files;
    }

    /** Takes over the files of earlier starts, which are given up once what they hold is in a new one. */
    void takeOver(List<Path> earlier) {
        paths.addAll(earlier);
    }

    /**
     * Writes batches and forces them.
     *
     * @param heads what is in the log and in no sorted file yet
     */
    void write(List<BatchRecord> batches, List<Head> heads) throws IOException {
        if (current.isEmpty()) {
            begin(heads);
        }
        var out = current.orElseThrow();
        batches.forEach(it -> out.append(it.bytes(), it.bytes().length));
        out.write();
        try {
            out.force();
        } catch (IOException e) {
            current = Optional.empty();
            out.close();
            throw e;
        }
    }

    /** Begins a file with all that is not in sorted files, and gives up those before it. */
    void begin(List<Head> heads) throws IOException {
        var earlier = List.copyOf(paths);
        var path = next();
        create(path, out -> {
            for (var head : heads) {
                for (var batch : head.records()) {
                    out.append(batch.bytes(), batch.bytes().length);
                    if (out.waiting() > WRITE_AT) {
                        out.write();
                    }
                }
            }
            out.write();
            out.force();
        });
        paths.removeAll(earlier);
        files.discard(earlier);
    }

    /**
     * Begins an empty file; {@return its number} Where no file could be begun or forced, what is not in sorted files is in a forced one
     * first.
     */
    long rotate(List<Head> heads) throws IOException {
        if (current.isEmpty()) {
            begin(heads);
        }
        var before = current;
        var path = next();
        create(path, out -> {});
        if (before.isPresent()) {
            before.get().close();
        }
        return Files.number(path).orElseThrow();
    }

    private Path next() {
        var path = files.next(FileKind.WAL);
        paths.add(path);
        return path;
    }

    private interface Content {
        void write(RecordFile out) throws IOException;
    }

    private void create(Path path, Content content) throws IOException {
        var out = RecordFile.create(disk, path);
        boolean done = false;
        try {
            content.write(out);
            disk.forceName(path);
            done = true;
        } finally {
            if (!done) {
                out.close();
            }
        }
        current = Optional.of(out);
    }

    /** Gives up the files before one. */
    void giveUpBefore(long number) {
        var gone = paths.stream()
                .filter(it -> Files.number(it).orElseThrow() < number)
                .toList();
        paths.removeAll(gone);
        files.discard(gone);
    }

    /** {@return size of the file that is written} */
    long bytes() {
        return current.map(RecordFile::size).orElse(0L);
    }

    @Override
    public void close() throws IOException {
        if (current.isPresent()) {
            current.get().close();
            current = Optional.empty();
        }
    }
}
