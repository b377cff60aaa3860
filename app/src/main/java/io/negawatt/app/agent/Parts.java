package io.negawatt.app.agent;

import io.negawatt.app.live.Batch;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.SeriesGap;
import java.util.Arrays;
import java.util.List;

/**
 * Batches made from others. The halves of a batch that is too large for the server have numbers in an epoch of their own that follow
 * from its own: part 2 and 3 of the whole, parts 4 and 5 of part 2, and so on. However often and however far it is split, the same
 * part has the same number.
 */
final class Parts {
    /** Set in the epoch of parts; times in ms since 1970 never are that great. */
    private static final long PARTS_EPOCH = 1L << 60;

    private static final int PART_BITS = 20;
    private static final long PART_MASK = (1L << PART_BITS) - 1;

    private Parts() {}

    /** {@return whether it can be split} */
    static boolean isDivisible(Batch batch) {
        boolean several = batch.columns().size() + batch.gaps().size() > 1
                || batch.columns().stream().anyMatch(it -> it.size() > 1);
        return several && 2 * part(batch) < PART_MASK;
    }

    private static boolean isPart(Batch batch) {
        return (batch.epoch() & PARTS_EPOCH) != 0;
    }

    private static long part(Batch batch) {
        return isPart(batch) ? batch.sequence() & PART_MASK : 1;
    }

    /** {@return two batches that together tell the same: half of the series each, or half of the time of a single one} */
    static List<Batch> halves(Batch batch) {
        var columns = batch.columns();
        var gaps = batch.gaps();
        int middle = (columns.size() + gaps.size()) / 2;
        if (middle == 0) {
            var column = columns.getFirst();
            int half = column.size() / 2;
            return List.of(
                    half(batch, 0, List.of(slice(column, 0, half)), List.of()),
                    half(batch, 1, List.of(slice(column, half, column.size())), List.of()));
        }
        int left = Math.min(middle, columns.size());
        return List.of(
                half(batch, 0, columns.subList(0, left), gaps.subList(0, middle - left)),
                half(batch, 1, columns.subList(left, columns.size()), gaps.subList(middle - left, gaps.size())));
    }

    private static Batch half(Batch batch, int which, List<Column> columns, List<SeriesGap> gaps) {
        long whole = isPart(batch) ? batch.sequence() & ~PART_MASK : batch.sequence() << PART_BITS;
        return new Batch(batch.source(), batch.epoch() | PARTS_EPOCH, whole | (2 * part(batch) + which), columns, gaps);
    }

    private static Column slice(Column column, int from, int to) {
        return new Column(
                column.series(),
                Arrays.copyOfRange(column.timesMs(), from, to),
                Arrays.copyOfRange(column.values(), from, to));
    }

    /** {@return the batch with all times moved by {@code byMs}} */
    static Batch shifted(Batch batch, long byMs) {
        return new Batch(
                batch.source(),
                batch.epoch(),
                batch.sequence(),
                batch.columns().stream().map(it -> shifted(it, byMs)).toList(),
                batch.gaps().stream()
                        .map(it -> new SeriesGap(
                                it.series(), it.fromMs() + byMs, it.toMs() + byMs, it.amount(), it.reason()))
                        .toList());
    }

    private static Column shifted(Column column, long byMs) {
        long[] timesMs = Arrays.stream(column.timesMs()).map(it -> it + byMs).toArray();
        return new Column(column.series(), timesMs, column.values());
    }
}
