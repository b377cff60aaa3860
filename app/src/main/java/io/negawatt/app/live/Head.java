package io.negawatt.app.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Batches that are durable in the write-ahead log and not yet in sorted files. They stay the bytes that they are in the log, so
 * that a sample takes two to eight bytes of memory.
 *
 * <p>Not thread-safe: whoever adds and whoever reads hold the lock of the log; a head that is added to no more is safe.
 */
final class Head {
    /** About what an object for a column costs in bytes, so that many short columns count as what they are. */
    private static final int PIECE_BYTES = 48;

    /** A column of a batch. */
    record Piece(Layout layout, int column) {

        boolean touches(long fromMs, long toMs) {
            long[] times = layout.times(column);
            return times.length > 0 && times[0] < toMs && times[times.length - 1] >= fromMs;
        }

        void addTo(SampleRow row, long fromMs, long toMs) {
            row.add(layout.times(column), layout.values(column), fromMs, toMs);
        }
    }

    private final List<BatchRecord> records = new ArrayList<>();
    private final Map<Integer, List<Piece>> pieces = new HashMap<>();
    private final List<SeriesGap> gaps = new ArrayList<>();
    private final Set<Long> hours = new HashSet<>();
    private long bytes;

    void add(BatchRecord batch) {
        records.add(batch);
        gaps.addAll(batch.gaps());
        bytes += batch.bytes().length;
        for (int column = 0; column < batch.layout().columns(); column++) {
            long[] times = batch.layout().times(column);
            if (times.length > 0) {
                pieces.computeIfAbsent(batch.id(column), it -> new ArrayList<>(4))
                        .add(new Piece(batch.layout(), column));
                addHours(times[0] - batch.reachMs(), times[times.length - 1] + batch.reachMs());
                bytes += PIECE_BYTES;
            }
        }
    }

    private void addHours(long fromMs, long toMs) {
        for (long hour = StoredFile.hourOf(fromMs); hour <= StoredFile.hourOf(toMs); hour++) {
            hours.add(hour);
        }
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    /** {@return about how much memory it takes} */
    long bytes() {
        return bytes;
    }

    List<BatchRecord> records() {
        return records;
    }

    List<SeriesGap> gaps() {
        return gaps;
    }

    /** {@return numbers of the series that have samples, rising} */
    int[] ids() {
        return pieces.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /** {@return the columns of a series in the order in which they were stored; those added later are not in it} */
    List<Piece> pieces(int id) {
        return List.copyOf(pieces.getOrDefault(id, List.of()));
    }

    /** {@return hours since 1970 whose sums its samples may change} */
    Set<Long> hours() {
        return hours;
    }
}
