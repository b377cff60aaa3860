package io.negawatt.plan.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * When forecasts are issued and when what they rest on is learned anew.
 *
 * @param first step of the first issue
 * @param end no issue from this step on
 * @param every steps between issues, at least 1
 * @param refitEvery issues between two fits, at least 1
 */
public record Schedule(int first, int end, int every, int refitEvery) {
    public Schedule {
        if (every < 1 || refitEvery < 1) {
            throw new IllegalArgumentException(
                    "a schedule must go forward, got %d and %d".formatted(every, refitEvery));
        }
    }

    /** {@return steps of the issues} */
    List<Integer> issues() {
        var issues = new ArrayList<Integer>();
        for (int issue = first; issue < end; issue += every) {
            issues.add(issue);
        }
        return issues;
    }
}
