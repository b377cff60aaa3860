package io.negawatt.train.learn;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words that stand most often in a text, for classifiers. A word is a run of letters, a run of digits, one character of
 * Chinese or Japanese, or one sign; case is kept. Id 0 is padding, id 1 any word that is not among them.
 */
public final class WordVocabulary implements Vocabulary {
    public static final int PADDING = 0;
    public static final int UNKNOWN = 1;

    private static final int FIRST_WORD = 2;
    private static final String UNKNOWN_TEXT = "�";
    private static final String ALONE = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}";
    private static final Pattern WORD =
            Pattern.compile("[%s]|[\\p{L}\\p{M}_&&[^%s]]+|\\p{N}+|\\S".formatted(ALONE, ALONE));

    private final List<String> words;
    private final Map<String, Integer> ids = new HashMap<>();

    /** @param words the words by rising id; the first has the id 2 */
    WordVocabulary(List<String> words) {
        this.words = List.copyOf(words);
        for (String word : words) {
            if (ids.put(word, FIRST_WORD + ids.size()) != null) {
                throw new IllegalArgumentException("the word '%s' stands twice".formatted(word));
            }
        }
    }

    /**
     * {@return the most frequent words of {@code texts}, of equals the first by character; with padding and unknown at most
     * {@code size} ids}
     */
    public static WordVocabulary train(Iterable<String> texts, int size) {
        if (size < FIRST_WORD) {
            throw new IllegalArgumentException("a vocabulary of words has at least 2 ids, but got " + size);
        }
        Map<String, Long> counts = new HashMap<>();
        for (String text : texts) {
            split(text).forEach(word -> counts.merge(word, 1L, Long::sum));
        }
        Comparator<Map.Entry<String, Long>> mostFrequent =
                Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());
        return new WordVocabulary(counts.entrySet().stream()
                .sorted(mostFrequent)
                .limit(size - FIRST_WORD)
                .map(Map.Entry::getKey)
                .toList());
    }

    private static Stream<String> split(String text) {
        return WORD.matcher(text).results().map(MatchResult::group);
    }

    List<String> words() {
        return words;
    }

    @Override
    public int size() {
        return FIRST_WORD + words.size();
    }

    @Override
    public int[] encode(String text) {
        return split(text).mapToInt(word -> ids.getOrDefault(word, UNKNOWN)).toArray();
    }

    /**
     * Writes the first {@code length} ids of {@code text} to {@code into}, from {@code at} on, and padding behind them.
     *
     * @return how many of them are words
     */
    public int encode(String text, long[] into, int at, int length) {
        int[] all = encode(text);
        int count = Math.min(length, all.length);
        for (int i = 0; i < length; i++) {
            into[at + i] = i < count ? all[i] : PADDING;
        }
        return count;
    }

    /** {@return the words with a space between them, without padding and with � for the unknown: to look at, not the text} */
    @Override
    public String decode(int[] ids) {
        var text = Stream.<String>builder();
        for (int id : ids) {
            if (id < 0 || id >= size()) {
                throw new IllegalArgumentException("the vocabulary has %d ids, but got %d".formatted(size(), id));
            }
            if (id != PADDING) {
                text.add(id == UNKNOWN ? UNKNOWN_TEXT : words.get(id - FIRST_WORD));
            }
        }
        return String.join(" ", text.build().toList());
    }

    @Override
    public String toText() {
        return VocabularyJson.write(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WordVocabulary that && words.equals(that.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }
}
