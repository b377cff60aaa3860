package io.negawatt.train.learn;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The 256 bytes and the pairs of tokens that stand together most often: fewer tokens a text than bytes, and still every text
 * of every language. Token {@code 256 + i} is the pair that was merged as the {@code i}-th.
 *
 * <p>Tokens stay within a word, a number or a run of signs, so that a text is encoded word by word.
 */
public final class BytePairVocabulary implements Vocabulary {
    private final List<Long> merges;
    private final Map<Long, Integer> tokens = new HashMap<>();
    private final List<byte[]> bytes = new ArrayList<>();

    /** @param merges pairs of ids, each of which is a byte or made by a merge before it */
    BytePairVocabulary(List<Long> merges) {
        this.merges = List.copyOf(merges);
        IntStream.range(0, ByteVocabulary.BYTES).forEach(i -> bytes.add(new byte[] {(byte) i}));
        for (long pair : merges) {
            int left = PairCounts.left(pair);
            int right = PairCounts.right(pair);
            if (left < 0 || right < 0 || Math.max(left, right) >= bytes.size() || tokens.containsKey(pair)) {
                throw new IllegalArgumentException("merge %d joins %d and %d".formatted(tokens.size(), left, right));
            }
            tokens.put(pair, bytes.size());
            bytes.add(joined(bytes.get(left), bytes.get(right)));
        }
    }

    /**
     * {@return the vocabulary of {@code size} tokens that makes {@code texts} short, always the same one; smaller where no
     * pair stands twice any more}
     */
    public static BytePairVocabulary train(Iterable<String> texts, int size) {
        if (size < ByteVocabulary.BYTES) {
            throw new IllegalArgumentException("a vocabulary of byte pairs has at least 256 tokens, but got " + size);
        }
        return new BytePairVocabulary(BytePairTrainer.merges(texts, size - ByteVocabulary.BYTES));
    }

    List<Long> merges() {
        return merges;
    }

    @Override
    public int size() {
        return bytes.size();
    }

    @Override
    public int[] encode(String text) {
        var ids = IntStream.builder();
        var known = new HashMap<String, int[]>();
        Chunks.each(BytePairTrainer.latin1(text), chunk -> {
            for (int id : known.computeIfAbsent(chunk, this::encodeChunk)) {
                ids.add(id);
            }
        });
        return ids.build().toArray();
    }

    private int[] encodeChunk(String chunk) {
        int[] ids = chunk.chars().toArray();
        for (int token = firstMerge(ids); token < size(); token = firstMerge(ids)) {
            ids = BytePairTrainer.merged(ids, merges.get(token - ByteVocabulary.BYTES), token);
        }
        return ids;
    }

    /** {@return the lowest token that two neighbors make; {@link #size()} where none do} */
    private int firstMerge(int[] ids) {
        int first = size();
        for (int at = 0; at + 1 < ids.length; at++) {
            first = Math.min(first, tokens.getOrDefault(PairCounts.pair(ids[at], ids[at + 1]), first));
        }
        return first;
    }

    /** {@return the text that was encoded; where a model made up bytes that are no UTF-8, � stands for them} */
    @Override
    public String decode(int[] ids) {
        var all = new ByteArrayOutputStream();
        for (int id : ids) {
            if (id < 0 || id >= size()) {
                throw new IllegalArgumentException("the vocabulary has %d tokens, but got %d".formatted(size(), id));
            }
            all.writeBytes(bytes.get(id));
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String toText() {
        return VocabularyJson.write(this);
    }

    private static byte[] joined(byte[] left, byte[] right) {
        var both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BytePairVocabulary that && merges.equals(that.merges);
    }

    @Override
    public int hashCode() {
        return merges.hashCode();
    }
}
