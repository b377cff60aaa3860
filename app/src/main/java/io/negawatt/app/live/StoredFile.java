package io.negawatt.app.live;

import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;
import java.util.List;

/**
 * A sorted file as the manifest tells of it.
 *
 * @param number place in the order in which files came to be
 * @param data greatest number of a file that its content comes from, so that merging files makes nothing look new
 * @param hour first hour that it holds, counted since 1970
 * @param hours number of hours that it holds
 * @param minMs first time in it
 * @param maxMs last time in it
 * @param reachMs longest reach of its series, see {@link Series#reachMs}
 * @param samples number of samples or sums
 * @param bytes its size
 * @param index where its index stands
 * @param madeMs when it was made, in ms since 1970
 */
record StoredFile(
        FileKind kind,
        long number,
        long data,
        long hour,
        long hours,
        long minMs,
        long maxMs,
        long reachMs,
        long samples,
        long bytes,
        long index,
        long madeMs) {
    static final long HOUR_MS = 3_600_000;

    private static final List<FileKind> KINDS = List.of(FileKind.values());

    static long hourOf(long timeMs) {
        return Math.floorDiv(timeMs, HOUR_MS);
    }

    /** {@return the earliest time that its samples may reach back to} */
    long firstReachMs() {
        return minMs - reachMs;
    }

    /** {@return the hour after the last that it holds} */
    long endHour() {
        return hour + hours;
    }

    void write(WireWriter out) {
        out.u8(KINDS.indexOf(kind));
        out.whole(number);
        out.whole(data);
        out.signed(hour);
        out.whole(hours);
        out.signed(minMs);
        out.signed(maxMs - minMs);
        out.whole(reachMs);
        out.whole(samples);
        out.whole(bytes);
        out.whole(index);
        out.signed(madeMs);
    }

    static StoredFile read(WireReader in) {
        int kind = in.u8();
        if (kind >= KINDS.size()) {
            throw new WireReader.Malformed("an unknown kind of file");
        }
        long number = in.whole();
        long data = in.whole();
        long hour = in.signed();
        long hours = in.whole();
        long minMs = in.signed();
        return new StoredFile(
                KINDS.get(kind),
                number,
                data,
                hour,
                hours,
                minMs,
                minMs + in.signed(),
                in.whole(),
                in.whole(),
                in.whole(),
                in.whole(),
                in.signed());
    }
}
