package io.negawatt.app.live;

import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;

/** A column of times as few bytes; the package's description tells the format. */
final class TimeCodec {
    private static final int EVEN = 0;
    private static final int CHANGING = 1;

    private TimeCodec() {}

    static void write(WireWriter out, long[] timesMs) {
        out.whole(timesMs.length);
        if (timesMs.length == 0) {
            return;
        }
        out.signed(timesMs[0]);
        if (even(timesMs)) {
            out.whole(EVEN);
            out.signed(timesMs.length > 1 ? timesMs[1] - timesMs[0] : 0);
        } else {
            out.whole(CHANGING);
            var bits = new BitWriter();
            Rice.write(bits, changes(timesMs), 0);
            out.raw(bits.toBytes());
        }
    }

    private static boolean even(long[] timesMs) {
        for (int i = 2; i < timesMs.length; i++) {
            if (timesMs[i] - timesMs[i - 1] != timesMs[1] - timesMs[0]) {
                return false;
            }
        }
        return true;
    }

    /** The first step, and then by how much each is longer than the one before. */
    private static long[] changes(long[] timesMs) {
        var changes = new long[timesMs.length - 1];
        long before = 0;
        for (int i = 0; i < changes.length; i++) {
            long step = timesMs[i + 1] - timesMs[i];
            changes[i] = step - before;
            before = step;
        }
        return changes;
    }

    /**
     * Reads a column.
     *
     * @param most greatest number of times that is believed
     */
    static long[] read(WireReader in, int most) {
        long count = in.whole();
        if (count < 0 || count > most) {
            throw new WireReader.Malformed("more samples than are allowed");
        }
        var timesMs = new long[(int) count];
        if (count > 0) {
            timesMs[0] = in.signed();
            fill(in, timesMs);
        }
        return timesMs;
    }

    private static void fill(WireReader in, long[] timesMs) {
        if (in.whole() == EVEN) {
            long step = in.signed();
            for (int i = 1; i < timesMs.length; i++) {
                timesMs[i] = timesMs[i - 1] + step;
            }
        } else {
            var changes = new long[timesMs.length - 1];
            Rice.read(new BitReader(in.raw()), changes, 0);
            long step = 0;
            for (int i = 0; i < changes.length; i++) {
                step += changes[i];
                timesMs[i + 1] = timesMs[i] + step;
            }
        }
    }
}
