package io.negawatt.core.catalog;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Names that somebody may have meant who typed another. */
final class Nearness {
    private static final int MOST = 5;

    private Nearness() {}

    /**
     * {@return up to five of {@code known} that are nearest to {@code given}; empty where none is near}
     *
     * <p>A name that begins with {@code given} counts as one letter away. Names of one or two letters are near nothing else.
     *
     * @param given a key, as is each of {@code known}
     */
    static List<String> near(String given, Collection<String> known) {
        var byDistance = known.stream()
                .collect(Collectors.groupingBy(
                        key -> begins(given, key) ? 1 : distance(given, key), TreeMap::new, Collectors.toList()));
        int most = given.length() <= 2 ? 1 : Math.max(1, given.length() / 3);
        return byDistance.headMap(most, true).values().stream()
                .limit(1)
                .flatMap(List::stream)
                .filter(key -> given.length() > 2 || begins(given, key))
                .sorted()
                .limit(MOST)
                .toList();
    }

    private static boolean begins(String given, String key) {
        return !given.isEmpty() && key.startsWith(given);
    }

    /**
     * {@return the number of letters to insert, delete, replace or swap with their neighbor to make one text the other}
     *
     * <p>Restricted Damerau–Levenshtein distance (optimal string alignment), three rows at a time.
     */
    static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] reused = before;
            before = last;
            last = row;
            row = reused;
        }
        return last[b.length()];
    }
}
