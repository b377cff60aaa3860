package io.negawatt.app.live;

import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What batches on the wire and on disk have in common: the columns and gaps of series that are known by their places. */
final class Body {
    private Body() {}

    static void write(WireWriter out, List<Column> columns, List<SeriesGap> gaps, Map<Series, Integer> places) {
        out.whole(columns.size());
        var times = new ArrayList<long[]>();
        int[] timesOf = columns.stream().mapToInt(it -> place(times, it.timesMs())).toArray();
        out.whole(times.size());
        times.forEach(it -> TimeCodec.write(out, it));
        for (int i = 0; i < timesOf.length; i++) {
            out.whole(timesOf[i]);
            ValueCodec.write(out, columns.get(i).values());
        }
        out.whole(gaps.size());
        gaps.forEach(gap -> write(out, gap, places.getOrDefault(gap.series(), -1)));
    }

    /** Columns of one poll have the same times, and stand side by side. */
    private static int place(List<long[]> times, long[] timesMs) {
        for (int i = times.size() - 1; i >= Math.max(0, times.size() - 4); i--) {
            if (Arrays.equals(times.get(i), timesMs)) {
                return i;
            }
        }
        times.add(timesMs);
        return times.size() - 1;
    }

    private static void write(WireWriter out, SeriesGap gap, int place) {
        out.whole(place);
        out.signed(gap.fromMs());
        out.whole(gap.toMs() - gap.fromMs());
        out.u8(gap.amount().isPresent() ? 1 : 0);
        gap.amount().ifPresent(out::f64);
        out.text(gap.reason().key());
        out.texts(gap.reason().args());
    }

    /** Columns and gaps as they were written. */
    record Parts(List<Column> columns, List<SeriesGap> gaps) {}

    /** Reads columns and gaps of series that stand in a table; throws {@link WireReader.Malformed} or {@link BadInputException}. */
    static Parts read(WireReader in, List<Series> table) {
        int columnCount = in.count();
        if (columnCount > table.size()) {
            throw new WireReader.Malformed("more columns than series");
        }
        var times = readTimes(in);
        var columns = new ArrayList<Column>(columnCount);
        long room = Batch.MOST_SAMPLES;
        for (int i = 0; i < columnCount; i++) {
            long[] timesMs = at(times, in.whole());
            room -= timesMs.length;
            if (room < 0) {
                throw new WireReader.Malformed("more samples than are allowed");
            }
            columns.add(new Column(table.get(i), timesMs, ValueCodec.read(in, timesMs.length)));
        }
        var gaps = in.list(() -> readGap(in, table));
        return new Parts(columns, gaps);
    }

    /** Every column of times is that of some samples, so that all together are no longer than a batch. */
    private static List<long[]> readTimes(WireReader in) {
        int room = Batch.MOST_SAMPLES;
        int count = in.count();
        var times = new ArrayList<long[]>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            times.add(TimeCodec.read(in, room));
            room -= times.getLast().length;
        }
        return times;
    }

    private static SeriesGap readGap(WireReader in, List<Series> table) {
        var series = at(table, in.whole());
        long fromMs = in.signed();
        long toMs = fromMs + in.whole();
        var amount = in.u8() == 1 ? OptionalDouble.of(in.f64()) : OptionalDouble.empty();
        return new SeriesGap(series, fromMs, toMs, amount, new Message(in.text(), in.texts()));
    }

    private static <T> T at(List<T> list, long place) {
        if (place < 0 || place >= list.size()) {
            throw new WireReader.Malformed("a place beyond its table");
        }
        return list.get((int) place);
    }

    /** {@return the series of the columns, in their order, and then those that have gaps alone} */
    static List<Series> table(List<Column> columns, List<SeriesGap> gaps) {
        var table = new ArrayList<Series>(columns.size());
        columns.forEach(it -> table.add(it.series()));
        if (!gaps.isEmpty()) {
            var seen = new HashSet<>(table);
            gaps.stream().map(SeriesGap::series).filter(seen::add).forEach(table::add);
        }
        return table;
    }

    static Map<Series, Integer> places(List<Series> table) {
        var places = HashMap.<Series, Integer>newHashMap(table.size());
        for (int i = 0; i < table.size(); i++) {
            places.put(table.get(i), i);
        }
        return places;
    }
}
