package io.negawatt.app.store;

import io.negawatt.core.text.BadInputException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds a run by what a person typed of its id. */
final class RunIds {
    private static final int MOST_NAMED = 8;
    private static final int NEAR_EDITS = 2;

    private RunIds() {}

    static RunFolder find(List<RunFolder> runs, String typed, Path home) {
        String prefix = typed.strip().toLowerCase(Locale.ROOT);
        var candidates = runs.stream()
                .filter(it -> !prefix.isEmpty() && it.id().startsWith(prefix))
                .sorted(Comparator.comparing(it -> it.id().length()))
                .toList();
        if (candidates.isEmpty()) {
            throw unknown(runs, prefix, typed, home);
        }
        if (candidates.size() > 1 && !candidates.getFirst().id().equals(prefix)) {
            throw BadInputException.of("store.run.ambiguous", typed, candidates.size(), names(candidates.stream()));
        }
        return candidates.getFirst();
    }

    private static BadInputException unknown(List<RunFolder> runs, String prefix, String typed, Path home) {
        if (runs.isEmpty()) {
            return BadInputException.of("store.run.none", typed, home);
        }
        var near = names(runs.stream()
                .filter(it -> edits(it.id(), prefix) <= NEAR_EDITS)
                .sorted(Comparator.comparing(it -> edits(it.id(), prefix))));
        return near.isEmpty()
                ? BadInputException.of("store.run.unknown", typed, home)
                : BadInputException.of("store.run.unknown.near", typed, home, near);
    }

    private static String names(Stream<RunFolder> runs) {
        return runs.limit(MOST_NAMED).map(RunFolder::id).collect(Collectors.joining(", "));
    }

    /** {@return the Levenshtein distance} */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
