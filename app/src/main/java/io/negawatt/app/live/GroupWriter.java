package io.negawatt.app.live;

import io.negawatt.app.store.Disk;
import io.negawatt.app.store.RecordScanner;
import io.negawatt.app.store.WireWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Writes a sorted file: records with a group of series each, by rising number, and an index at the end. A group is small, so that
 * reading one series costs little and damage hits few.
 *
 * <p>Payload of a group: u8 type of the file's content, list of the series' numbers, content. Payload of the index: u8
 * {@value #INDEX}, whole number of groups, and of each the whole distance from the place of the one before and the list of numbers.
 *
 * <p>Not thread-safe.
 */
final class GroupWriter implements AutoCloseable {
    static final int INDEX = 5;

    private static final int WRITE_AT = 256 << 10;

    private final RecordFile file;
    private final WireWriter record = new WireWriter();
    private final WireWriter groups = new WireWriter();
    private int count;
    private long before;

    GroupWriter(Disk disk, Path path) throws IOException {
        file = RecordFile.create(disk, path);
    }

    /** Writes a group, whose content comes from {@code content}. */
    void group(int type, int[] ids, Consumer<WireWriter> content) throws IOException {
        record.reset(RecordScanner.HEADER);
        record.u8(type);
        Ids.write(record, ids);
        content.accept(record);
        long position = append(record);
        groups.whole(position - before);
        Ids.write(groups, ids);
        before = position;
        count++;
    }

    private long append(WireWriter out) throws IOException {
        RecordFile.seal(out.bytes(), out.length());
        long position = file.append(out.bytes(), out.length());
        if (file.waiting() >= WRITE_AT) {
            file.write();
        }
        return position;
    }

    /** Writes the index and forces the file; {@return where the index stands} */
    long finish() throws IOException {
        record.reset(RecordScanner.HEADER);
        record.u8(INDEX);
        record.whole(count);
        record.bytes(groups.bytes(), 0, groups.length());
        long position = append(record);
        file.write();
        file.force();
        return position;
    }

    long size() {
        return file.size();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
