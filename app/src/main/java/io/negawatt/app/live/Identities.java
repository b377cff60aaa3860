package io.negawatt.app.live;

import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The batches that are stored, by identity. A source numbers its batches without holes, so that an epoch is mostly one range of
 * numbers, however long it lasts.
 *
 * <p>Not thread-safe.
 */
final class Identities {
    private record Life(String source, long epoch) {}

    /** Ranges of sequence numbers of an epoch: first to last of each; and when it was last heard of. */
    private static final class Ranges {
        private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();
        private long heardMs;

        boolean contains(long sequence) {
            var range = lastByFirst.floorEntry(sequence);
            return range != null && sequence <= range.getValue();
        }

        void add(long sequence) {
            long first = sequence;
            long last = sequence;
            var below = lastByFirst.floorEntry(sequence);
            if (below != null && below.getValue() == sequence - 1) {
                first = below.getKey();
            }
            var above = lastByFirst.remove(sequence + 1);
            if (above != null) {
                last = above;
            }
            lastByFirst.put(first, last);
        }
    }

    private final Map<Life, Ranges> lives = new HashMap<>();

    boolean contains(Identity batch) {
        var ranges = lives.get(new Life(batch.source(), batch.epoch()));
        return ranges != null && ranges.contains(batch.sequence());
    }

    /** Adds a batch that is not there. */
    void add(Identity batch, long nowMs) {
        var ranges = lives.computeIfAbsent(new Life(batch.source(), batch.epoch()), it -> new Ranges());
        ranges.add(batch.sequence());
        ranges.heardMs = Math.max(ranges.heardMs, nowMs);
    }

    Identities copy() {
        var copy = new Identities();
        lives.forEach((life, ranges) -> {
            var same = new Ranges();
            same.lastByFirst.putAll(ranges.lastByFirst);
            same.heardMs = ranges.heardMs;
            copy.lives.put(life, same);
        });
        return copy;
    }

    /** Forgets the epochs that were last heard of before a time. */
    void forget(long beforeMs) {
        lives.values().removeIf(it -> it.heardMs < beforeMs);
    }

    /** Writes a list of text source, whole epoch, signed time, list of (whole first, whole length less 1). */
    void write(WireWriter out) {
        out.whole(lives.size());
        lives.forEach((life, ranges) -> {
            out.text(life.source());
            out.whole(life.epoch());
            out.signed(ranges.heardMs);
            out.whole(ranges.lastByFirst.size());
            ranges.lastByFirst.forEach((first, last) -> {
                out.whole(first);
                out.whole(last - first);
            });
        });
    }

    static Identities read(WireReader in) {
        var identities = new Identities();
        int count = in.count();
        for (int i = 0; i < count; i++) {
            var life = new Life(in.text(), in.whole());
            var ranges = new Ranges();
            ranges.heardMs = in.signed();
            int rangeCount = in.count();
            for (int j = 0; j < rangeCount; j++) {
                long first = in.whole();
                ranges.lastByFirst.put(first, first + in.whole());
            }
            identities.lives.put(life, ranges);
        }
        return identities;
    }
}
