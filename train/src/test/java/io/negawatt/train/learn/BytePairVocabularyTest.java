package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BytePairVocabularyTest {
    private static final List<String> TEXTS =
            List.of("the load of the grid, the load of the site\n", "能耗与功率，能耗与碳强度\n".repeat(3));

    static IntStream seeds() {
        return IntStream.range(0, 30);
    }

    /** Few letters, so that pairs repeat and overlap. */
    private static String randomText(Random random) {
        return random.ints(400, 0, 8)
                .mapToObj(i -> "aaab, 能2".substring(i, i + 1))
                .collect(Collectors.joining());
    }

    @Test
    void mergesTheMostFrequentPairFirst() {
        var pairs = BytePairVocabulary.train(List.of("abab abab cd"), 258);

        assertThat(pairs.merges()).containsExactly(PairCounts.pair('a', 'b'), PairCounts.pair(256, 256));
        assertThat(pairs.encode("ababab c")).containsExactly(257, 256, ' ', 'c');
    }

    @Test
    void ofEqualPairsTheSmallestIsMerged() {
        assertThat(BytePairVocabulary.train(List.of("xy ab xy ab"), 257).merges())
                .containsExactly(PairCounts.pair(' ', 'a'));
    }

    @Test
    void stopsWhereNoPairStandsTwice() {
        assertThat(BytePairVocabulary.train(List.of("abcdefgh"), 1024).size()).isEqualTo(256);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void learnsWhatCountingEverythingAnewAfterEachMergeLearns(int seed) {
        var texts = List.of(randomText(new Random(seed)), randomText(new Random(seed + 1000)));

        assertThat(BytePairVocabulary.train(texts, 300).merges()).isEqualTo(plainMerges(texts, 44));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void encodesAsIfEachMergeWereDoneInTurnAndDecodesExactly(int seed) {
        var random = new Random(seed);
        var pairs = BytePairVocabulary.train(List.of(randomText(random)), 300);
        String text = randomText(random) + "🌱";

        assertThat(pairs.encode(text)).containsExactly(inTurn(text, pairs.merges()));
        assertThat(pairs.decode(pairs.encode(text))).isEqualTo(text);
    }

    @Test
    void everyTextCanBeWrittenAndReadBack() {
        var pairs = BytePairVocabulary.train(TEXTS, 300);
        String all = IntStream.range(0, 0x3000)
                .filter(Character::isDefined)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());

        assertThat(pairs.decode(pairs.encode(all))).isEqualTo(all);
        assertThat(pairs.encode("")).isEmpty();
    }

    @Test
    void makesItsOwnTextShorter() {
        var pairs = BytePairVocabulary.train(TEXTS, 300);
        String text = TEXTS.get(0);

        assertThat(pairs.encode(text).length * 2).isLessThan(text.length());
    }

    @Test
    void aLineOfAMillionBytesIsNoTrouble() {
        var pairs = BytePairVocabulary.train(List.of("a".repeat(1_000_000)), 262);

        assertThat(pairs.encode("a".repeat(1_000_000))).hasSize(1_000_000 / 64).containsOnly(261);
    }

    @Test
    void whatIsNoTokenIsRefused() {
        var pairs = BytePairVocabulary.train(List.of("abab"), 257);

        assertThatThrownBy(() -> pairs.decode(new int[] {257}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("257 tokens");
        assertThatThrownBy(() -> BytePairVocabulary.train(List.of("abab"), 255))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static int[] inTurn(String text, List<Long> merges) {
        return chunks(List.of(text)).stream()
                .map(chunk -> {
                    int[] symbols = chunk;
                    for (int i = 0; i < merges.size(); i++) {
                        symbols = BytePairTrainer.merged(symbols, merges.get(i), 256 + i);
                    }
                    return symbols;
                })
                .flatMapToInt(IntStream::of)
                .toArray();
    }

    private static List<Long> plainMerges(List<String> texts, int most) {
        var chunks = chunks(texts);
        var merges = new ArrayList<Long>();
        while (merges.size() < most) {
            var counts = chunks.stream()
                    .flatMap(BytePairVocabularyTest::pairs)
                    .collect(Collectors.groupingBy(pair -> pair, TreeMap::new, Collectors.counting()));
            long best = counts.values().stream().mapToLong(count -> count).max().orElse(0);
            if (best < 2) {
                break;
            }
            long pair = counts.keySet().stream()
                    .filter(it -> counts.get(it) == best)
                    .findFirst()
                    .orElseThrow();
            int symbol = 256 + merges.size();
            chunks.replaceAll(chunk -> BytePairTrainer.merged(chunk, pair, symbol));
            merges.add(pair);
        }
        return merges;
    }

    private static Stream<Long> pairs(int[] symbols) {
        return IntStream.range(1, symbols.length).mapToObj(i -> PairCounts.pair(symbols[i - 1], symbols[i]));
    }

    private static List<int[]> chunks(List<String> texts) {
        var chunks = new ArrayList<int[]>();
        for (String text : texts) {
            Chunks.each(
                    BytePairTrainer.latin1(text),
                    chunk -> chunks.add(chunk.chars().toArray()));
        }
        return chunks;
    }
}
