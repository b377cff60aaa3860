package io.negawatt.plan.forecast;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * How good the forecasts of a back-test were, counted over all steps whose outcome is known.
 *
 * @param count number of such steps
 * @param mae mean absolute error, in the unit of the series
 * @param mape mean of the errors as shares of the outcome; outcomes of 0 are left out; NaN where there is none
 * @param wape sum of the errors as a share of the sum of the outcomes
 * @param mase mean absolute error as a share of that of yesterday's values over the history before (R. Hyndman, A. Koehler,
 *     "Another look at measures of forecast accuracy", International Journal of Forecasting 22, 2006)
 * @param relativeMae mean absolute error as a share of that of last week's values over the same steps
 * @param pinball mean quantile loss over all levels, in the unit of the series
 * @param coverage share of outcomes within the 90 % range
 * @param leastMonthlyCoverage the same in its worst calendar month of at least a week
 * @param meanWidth mean width of that range
 * @param energyScore see {@link EnergyScore}; NaN where no issue has a past
 */
public record Scores(
        int count,
        double mae,
        double mape,
        double wape,
        double mase,
        double relativeMae,
        double pinball,
        double coverage,
        double leastMonthlyCoverage,
        double meanWidth,
        double energyScore) {
    private static final int DAYS_PER_WEEK = 7;

    /** Scores the issues from step {@code first} on. */
    static Scores of(Source source, Reach reach, List<Quantiles> issues, int first) {
        var scored = issues.stream().filter(issue -> issue.issued() >= first).toList();
        var outcomes = Outcomes.of(source, reach, scored);
        double errors = outcomes.stream().mapToDouble(Outcome::error).sum();
        double actuals = outcomes.stream()
                .mapToDouble(outcome -> Math.abs(outcome.actual()))
                .sum();
        double mae = errors / outcomes.size();
        int day = source.slotsPerDay();
        return new Scores(
                outcomes.size(),
                mae,
                mape(outcomes),
                errors / actuals,
                mae / naive(source, day, index -> index < first),
                relative(source, outcomes, errors),
                outcomes.stream().mapToDouble(Scores::pinball).average().orElse(Double.NaN),
                coverage(outcomes),
                Outcomes.byMonth(source, outcomes).values().stream()
                        .filter(month -> month.size() >= DAYS_PER_WEEK * day)
                        .mapToDouble(Scores::coverage)
                        .min()
                        .orElse(Double.NaN),
                outcomes.stream()
                        .mapToDouble(outcome -> outcome.range()[Quantiles.HIGH] - outcome.range()[Quantiles.LOW])
                        .average()
                        .orElse(Double.NaN),
                EnergyScore.of(source, reach, issues, first));
    }

    static double coverage(List<Outcome> outcomes) {
        return (double) outcomes.stream().filter(Outcome::isCovered).count() / outcomes.size();
    }

    static double mape(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.actual() != 0)
                .mapToDouble(outcome -> outcome.error() / Math.abs(outcome.actual()))
                .average()
                .orElse(Double.NaN);
    }

    private static double pinball(Outcome outcome) {
        double sum = 0;
        for (int level = 0; level < Quantiles.LEVELS.size(); level++) {
            double above = outcome.actual() - outcome.range()[level];
            double share = Quantiles.LEVELS.get(level);
            sum += Math.max(share * above, (share - 1) * above);
        }
        return sum / Quantiles.LEVELS.size();
    }

    /** {@return mean difference to the value a period before, at the steps that are asked for} */
    private static double naive(Source source, int period, IntPredicate counts) {
        double sum = 0;
        int count = 0;
        for (int i = period; i < source.size() && counts.test(i); i++) {
            double difference = Math.abs(source.raw(i) - source.raw(i - period));
            if (!Double.isNaN(difference)) {
                sum += difference;
                count++;
            }
        }
        return sum / count;
    }

    private static double relative(Source source, List<Outcome> outcomes, double errors) {
        int week = DAYS_PER_WEEK * source.slotsPerDay();
        double weekly = 0;
        for (var outcome : outcomes) {
            weekly += Math.abs(outcome.actual() - source.filled(Math.max(0, outcome.target() - week)));
        }
        return errors / weekly;
    }
}
