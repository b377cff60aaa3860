package io.negawatt.app.live;

import io.negawatt.app.store.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the samples of one hour as a sorted file, and reads them. The content of a group is the columns of a body ({@link Body}), so
 * that the series of a poll share their times.
 */
final class RawFile implements AutoCloseable {
    static final int TYPE = 3;

    /** A group of one series for an hour at 1 Hz, or of many with fewer samples. */
    private static final int GROUP_SAMPLES = 8_192;

    private static final int GROUP_SERIES = 256;

    private final GroupWriter out;
    private final List<Column> columns = new ArrayList<>();
    private final List<Integer> ids = new ArrayList<>();
    private int waiting;
    private long samples;
    private long minMs = Long.MAX_VALUE;
    private long maxMs = Long.MIN_VALUE;
    private long reachMs;

    RawFile(Disk disk, Path path) throws IOException {
        out = new GroupWriter(disk, path);
    }

    /** Adds the samples of a series in the hour; numbers of series rise. */
    void add(int id, Column column) throws IOException {
        ids.add(id);
        columns.add(column);
        waiting += column.size();
        samples += column.size();
        minMs = Math.min(minMs, column.timesMs()[0]);
        maxMs = Math.max(maxMs, column.timesMs()[column.size() - 1]);
        reachMs = Math.max(reachMs, column.series().reachMs());
        if (waiting >= GROUP_SAMPLES || ids.size() >= GROUP_SERIES) {
            group();
        }
    }

    private void group() throws IOException {
        out.group(
                TYPE, ids.stream().mapToInt(Integer::intValue).toArray(), record -> Body.writeColumns(record, columns));
        ids.clear();
        columns.clear();
        waiting = 0;
    }

    long samples() {
        return samples;
    }

    /**
     * Ends the file; {@return what the manifest says of it}
     *
     * @param number number of the file
     * @param hour its hour
     * @param data greatest number of a file that its samples come from
     * @param nowMs the time now
     */
    StoredFile finish(long number, long hour, long data, long nowMs) throws IOException {
        if (!ids.isEmpty()) {
            group();
        }
        long index = out.finish();
        return new StoredFile(
                FileKind.RAW, number, data, hour, 1, minMs, maxMs, reachMs, samples, out.size(), index, nowMs);
    }

    /** Adds the samples of a series in {@code [fromMs, toMs)} to a row. */
    static void addTo(SampleRow row, GroupFile file, int id, long fromMs, long toMs) throws IOException {
        var found = file.group(id);
        if (found.isPresent()) {
            var layout = found.get().layout();
            int place = found.get().place(id);
            row.add(layout.times(place), layout.values(place), fromMs, toMs);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
