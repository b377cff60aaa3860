package io.negawatt.app.live;

import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;
import io.negawatt.core.text.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** What batches on the wire and on disk have in common: the columns and gaps of series that are known by their places. */
final class Body {
    /** Columns of one poll stand side by side, so that more need not be looked at to find the same times. */
    private static final int NEAR = 4;

    private Body() {}

    static void write(WireWriter out, List<Column> columns, List<SeriesGap> gaps) {
        writeColumns(out, columns);
        out.whole(gaps.size());
        if (!gaps.isEmpty()) {
            var places = places(table(columns, gaps));
            gaps.forEach(gap -> write(out, gap, places.getOrDefault(gap.series(), -1)));
        }
    }

    /** Writes what {@link Layout#read} reads. */
    static void writeColumns(WireWriter out, List<Column> columns) {
        out.whole(columns.size());
        var times = new ArrayList<long[]>();
        int[] timesOf =
                columns.stream().mapToInt(it -> place(times, it.timesMs())).toArray();
        out.whole(times.size());
        times.forEach(it -> TimeCodec.write(out, it));
        for (int i = 0; i < timesOf.length; i++) {
            out.whole(timesOf[i]);
            ValueCodec.write(out, columns.get(i).values());
        }
    }

    private static int place(List<long[]> times, long[] timesMs) {
        for (int i = times.size() - 1; i >= Math.max(0, times.size() - NEAR); i--) {
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
    static Parts read(byte[] bytes, int end, WireReader in, List<Series> table) {
        var layout = Layout.read(bytes, end, in);
        if (layout.columns() > table.size()) {
            throw new WireReader.Malformed("more columns than series");
        }
        var columns = new ArrayList<Column>(layout.columns());
        for (int i = 0; i < layout.columns(); i++) {
            columns.add(new Column(table.get(i), layout.times(i), layout.values(i)));
        }
        return new Parts(columns, Layout.readGaps(in, table));
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

    private static Map<Series, Integer> places(List<Series> table) {
        var places = HashMap.<Series, Integer>newHashMap(table.size());
        for (int i = 0; i < table.size(); i++) {
            places.put(table.get(i), i);
        }
        return places;
    }
}
