package io.negawatt.app.live;

import io.negawatt.app.store.WireReader;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Where the columns of a body stand in its bytes ({@link Body}), so that they can be kept as they are and each be read by itself.
 * Times are read at once, since columns share them.
 */
final class Layout {
    private final byte[] bytes;
    private final int end;
    private final List<long[]> times;
    private final int[] timesOf;
    private final int[] valuesAt;

    private Layout(byte[] bytes, int end, List<long[]> times, int columns) {
        this.bytes = bytes;
        this.end = end;
        this.times = times;
        this.timesOf = new int[columns];
        this.valuesAt = new int[columns];
    }

    /** Reads where the columns of a body stand, and stops before its gaps; throws {@link WireReader.Malformed}. */
    static Layout read(byte[] bytes, int end, WireReader in) {
        int columns = in.count();
        var layout = new Layout(bytes, end, readTimes(in), columns);
        long room = Batch.MOST_SAMPLES;
        for (int i = 0; i < columns; i++) {
            layout.timesOf[i] = place(in.whole(), layout.times.size());
            layout.valuesAt[i] = in.position();
            ValueCodec.skip(in);
            room -= layout.size(i);
            if (room < 0) {
                throw new WireReader.Malformed("more samples than are allowed");
            }
        }
        return layout;
    }

    /** Every column of times is that of some samples, so that all together are no longer than a batch. */
    private static List<long[]> readTimes(WireReader in) {
        int room = Batch.MOST_SAMPLES;
        int count = in.count();
        var times = new ArrayList<long[]>();
        for (int i = 0; i < count; i++) {
            times.add(TimeCodec.read(in, room));
            room -= times.getLast().length;
        }
        return times;
    }

    private static int place(long place, int size) {
        if (place < 0 || place >= size) {
            throw new WireReader.Malformed("a place beyond its table");
        }
        return (int) place;
    }

    int columns() {
        return timesOf.length;
    }

    int size(int column) {
        return times(column).length;
    }

    long[] times(int column) {
        return times.get(timesOf[column]);
    }

    /** {@return the values of a column; throws {@link WireReader.Malformed}} */
    double[] values(int column) {
        return ValueCodec.read(new WireReader(bytes, valuesAt[column], end - valuesAt[column]), size(column));
    }

    /** Reads the gaps that follow the columns; throws {@link WireReader.Malformed} or {@link BadInputException}. */
    static List<SeriesGap> readGaps(WireReader in, List<Series> table) {
        return in.list(() -> {
            var series = table.get(place(in.whole(), table.size()));
            long fromMs = in.signed();
            long toMs = fromMs + in.whole();
            var amount = in.u8() == 1 ? OptionalDouble.of(in.f64()) : OptionalDouble.empty();
            return new SeriesGap(series, fromMs, toMs, amount, new Message(in.text(), in.texts()));
        });
    }
}
