package io.negawatt.app.live;

import java.util.ArrayList;
import java.util.Arrays;

/** What of a batch is stored: the samples from the oldest hour that is kept to a little beyond now. */
record Admission(Batch batch, int tooLate, int future) {

    /** {@return the batch without the samples before {@code fromMs} and from {@code toMs} on} */
    static Admission of(Batch batch, long fromMs, long toMs) {
        if (batch.columns().stream().allMatch(it -> within(it, fromMs, toMs))) {
            return new Admission(batch, 0, 0);
        }
        int tooLate = 0;
        int future = 0;
        var columns = new ArrayList<Column>();
        for (var column : batch.columns()) {
            int from = place(column.timesMs(), fromMs);
            int to = place(column.timesMs(), toMs);
            tooLate += from;
            future += column.size() - to;
            columns.add(new Column(
                    column.series(),
                    Arrays.copyOfRange(column.timesMs(), from, to),
                    Arrays.copyOfRange(column.values(), from, to)));
        }
        var kept = new Batch(batch.source(), batch.epoch(), batch.sequence(), columns, batch.gaps());
        return new Admission(kept, tooLate, future);
    }

    private static boolean within(Column column, long fromMs, long toMs) {
        long[] times = column.timesMs();
        return times.length == 0 || (times[0] >= fromMs && times[times.length - 1] < toMs);
    }

    private static int place(long[] times, long timeMs) {
        int found = Arrays.binarySearch(times, timeMs);
        return found < 0 ? -found - 1 : found;
    }
}
