package io.negawatt.plan.forecast;

import io.negawatt.plan.forecast.Forecaster.Outlook;
import java.util.List;

/**
 * What one forecaster said, issue by issue.
 *
 * @param id name of the forecaster
 * @param reach the steps of which each issue speaks
 * @param issues in the order of time
 */
record Track(String id, Reach reach, List<Issue> issues) {
    Track {
        issues = List.copyOf(issues);
    }

    /**
     * One forecast.
     *
     * @param issued the first step that was not known
     */
    record Issue(int issued, Outlook outlook) {
        double point(int step) {
            return outlook.points()[step];
        }
    }

    /** {@return the step of the series that is forecast as the {@code step}th of an issue} */
    int target(Issue issue, int step) {
        return issue.issued() + reach.lead() + step;
    }
}
