package io.negawatt.train.learn;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Learns which pairs of symbols to merge: again and again the pair that stands most often in the text, the smallest of
 * equals (Sennrich, Haddow, Birch, "Neural machine translation of rare words with subword units", 2016, over bytes and
 * within {@link Chunks}).
 *
 * <p>Works on each different chunk once with its number of times, and after a merge looks only at the chunks that held the
 * pair.
 */
final class BytePairTrainer {
    private final List<int[]> chunks = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final PairCounts counts = new PairCounts();

    private BytePairTrainer(Iterable<String> texts) {
        Map<String, Long> seen = new LinkedHashMap<>();
        for (String text : texts) {
            Chunks.each(latin1(text), chunk -> seen.merge(chunk, 1L, Long::sum));
        }
        seen.forEach((chunk, count) -> {
            chunks.add(chunk.chars().toArray());
            times.add(count);
        });
    }

    /** {@return the bytes of {@code text} in UTF-8, one a character} */
    static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** {@return at most {@code most} merges, the first first; fewer where no pair stands twice any more} */
    static List<Long> merges(Iterable<String> texts, int most) {
        return new BytePairTrainer(texts).learn(most);
    }

    private List<Long> learn(int most) {
        countAll();
        var merges = new ArrayList<Long>();
        while (merges.size() < most) {
            var next = counts.takeMostFrequent();
            if (next.isEmpty()) {
                break;
            }
            apply(next.get(), ByteVocabulary.BYTES + merges.size());
            merges.add(next.get());
        }
        return merges;
    }

    private void countAll() {
        for (int i = 0; i < chunks.size(); i++) {
            int[] symbols = chunks.get(i);
            for (int at = 0; at + 1 < symbols.length; at++) {
                counts.add(PairCounts.pair(symbols[at], symbols[at + 1]), i, times.get(i));
            }
        }
        counts.offerAll();
    }

    private void apply(long pair, int symbol) {
        Set<Long> made = new HashSet<>();
        for (int i : counts.takeChunks(pair)) {
            int[] before = chunks.get(i);
            int[] after = merged(before, pair, symbol);
            if (after.length < before.length) {
                recount(before, after, i, symbol, made);
                chunks.set(i, after);
            }
        }
        made.forEach(counts::offer);
        counts.takeChunks(pair);
    }

    private void recount(int[] before, int[] after, int chunk, int symbol, Set<Long> made) {
        long count = times.get(chunk);
        for (int at = 0; at + 1 < before.length; at++) {
            counts.change(PairCounts.pair(before[at], before[at + 1]), -count);
        }
        for (int at = 0; at + 1 < after.length; at++) {
            long pair = PairCounts.pair(after[at], after[at + 1]);
            if (after[at] == symbol || after[at + 1] == symbol) {
                counts.add(pair, chunk, count);
                made.add(pair);
            } else {
                counts.change(pair, count);
            }
        }
    }

    /** {@return {@code symbols} with {@code symbol} in place of each {@code pair}, from the left} */
    static int[] merged(int[] symbols, long pair, int symbol) {
        var merged = new int[symbols.length];
        int size = 0;
        for (int at = 0; at < symbols.length; at++) {
            if (at + 1 < symbols.length && PairCounts.pair(symbols[at], symbols[at + 1]) == pair) {
                merged[size++] = symbol;
                at++;
            } else {
                merged[size++] = symbols[at];
            }
        }
        return Arrays.copyOf(merged, size);
    }
}
