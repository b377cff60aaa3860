package io.negawatt.train.learn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * How often each pair of neighboring symbols stands in the text, in which chunks, and which is the most frequent.
 *
 * <p>A merge makes old pairs rarer and only pairs with the new symbol more frequent. So an entry of the queue is never too
 * low, and one that is too high is put back with its true count when it comes up.
 */
final class PairCounts {
    private static final Comparator<Candidate> FIRST =
            Comparator.comparingLong(Candidate::count).reversed().thenComparingLong(Candidate::pair);

    private final Map<Long, Pair> pairs = new HashMap<>();
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>(FIRST);

    private record Candidate(long pair, long count) {}

    private static final class Pair {
        private long count;
        private int[] chunks = new int[1];
        private int size;

        void addChunk(int chunk) {
            if (size > 0 && chunks[size - 1] == chunk) {
                return;
            }
            if (size == chunks.length) {
                chunks = Arrays.copyOf(chunks, size * 2);
            }
            chunks[size++] = chunk;
        }
    }

    /** {@return the pair as one number; smaller where the left symbol is smaller, then the right} */
    static long pair(int left, int right) {
        return (long) left << Integer.SIZE | right;
    }

    static int left(long pair) {
        return (int) (pair >>> Integer.SIZE);
    }

    static int right(long pair) {
        return (int) pair;
    }

    /** Counts {@code pair} {@code times} more, seen in {@code chunk}. */
    void add(long pair, int chunk, long times) {
        var entry = pairs.computeIfAbsent(pair, _ -> new Pair());
        entry.count += times;
        entry.addChunk(chunk);
    }

    /** Counts {@code pair} {@code times} less, or more where below 0; the chunks that may hold it stay the same. */
    void change(long pair, long times) {
        pairs.computeIfAbsent(pair, _ -> new Pair()).count += times;
    }

    /** Makes {@code pair} one to choose from, at its count of now. */
    void offer(long pair) {
        queue.add(new Candidate(pair, count(pair)));
    }

    void offerAll() {
        pairs.keySet().forEach(this::offer);
    }

    /** {@return the most frequent pair that stands at least twice, the smallest of equals} */
    Optional<Long> takeMostFrequent() {
        for (var top = queue.poll(); top != null; top = queue.poll()) {
            long count = count(top.pair);
            if (count < 2) {
                continue;
            }
            if (count == top.count) {
                return Optional.of(top.pair);
            }
            queue.add(new Candidate(top.pair, count));
        }
        return Optional.empty();
    }

    /** {@return the chunks that may hold {@code pair}, and forgets it} */
    int[] takeChunks(long pair) {
        var entry = Optional.ofNullable(pairs.remove(pair)).orElseGet(Pair::new);
        return Arrays.copyOf(entry.chunks, entry.size);
    }

    private long count(long pair) {
        return Optional.ofNullable(pairs.get(pair)).map(entry -> entry.count).orElse(0L);
    }
}
