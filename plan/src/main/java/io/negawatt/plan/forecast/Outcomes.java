package io.negawatt.plan.forecast;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Forecasts beside what happened. */
final class Outcomes {
    private Outcomes() {}

    static List<Outcome> of(Source source, Reach reach, List<Quantiles> issues) {
        var outcomes = new ArrayList<Outcome>();
        for (var issue : issues) {
            for (int step = 0; step < reach.steps(); step++) {
                int target = issue.issued() + reach.lead() + step;
                double actual = source.raw(target);
                if (!Double.isNaN(actual)) {
                    outcomes.add(new Outcome(target, actual, issue.values()[step]));
                }
            }
        }
        return outcomes;
    }

    static Map<YearMonth, List<Outcome>> byMonth(Source source, List<Outcome> outcomes) {
        return by(
                outcomes,
                outcome ->
                        YearMonth.from(source.target().timeOf(outcome.target()).atOffset(ZoneOffset.UTC)));
    }

    /** {@return the outcomes by a key, in the order of the keys} */
    static <K extends Comparable<K>> Map<K, List<Outcome>> by(List<Outcome> outcomes, Function<Outcome, K> key) {
        return outcomes.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    }
}
