package io.negawatt.plan.jobs;

import io.negawatt.plan.optimize.Goal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * What a plan saved against running as submitted: the same jobs under the same signal, paired. The interval says how much would
 * be saved on other days of the kind: the days on which jobs were released are drawn with replacement (B. Efron, R. Tibshirani,
 * "An Introduction to the Bootstrap", 1993, 13.3), as jobs of a day share their weather.
 *
 * @param baseline total as submitted, g, money or W
 * @param actual total as carried out
 * @param low 5 % of the draws save less; the saving itself where all jobs were released on one day
 * @param high 5 % of the draws save more
 * @param days on which jobs were released
 */
public record Saving(Goal goal, double baseline, double actual, double low, double high, int days) {
    private static final int DRAWS = 2000;
    private static final double TAIL = 0.05;

    /** {@return what was saved; negative where it was lost} */
    public double saved() {
        return baseline - actual;
    }

    /** {@return what was saved as a share of the baseline; 0 of nothing} */
    public double share() {
        return baseline == 0 ? 0 : saved() / Math.abs(baseline);
    }

    /**
     * {@return the saving in one goal}
     *
     * @param problem at the rates that came true
     * @param goal anything but the peak
     */
    public static Saving of(JobProblem problem, JobPlan asSubmitted, JobPlan actual, Goal goal) {
        var byDay = new TreeMap<LocalDate, Double>();
        var dayOf = new HashMap<String, LocalDate>();
        for (var job : problem.jobs()) {
            dayOf.put(job.id(), LocalDate.ofInstant(job.release(), ZoneOffset.UTC));
        }
        add(problem, asSubmitted, goal, 1, dayOf, byDay);
        add(problem, actual, goal, -1, dayOf, byDay);
        double[] days = byDay.values().stream().mapToDouble(Double::doubleValue).toArray();
        double[] draws = draws(days);
        double saved = asSubmitted.totals().of(goal) - actual.totals().of(goal);
        return new Saving(
                goal,
                asSubmitted.totals().of(goal),
                actual.totals().of(goal),
                days.length < 2 ? saved : draws[(int) (TAIL * DRAWS)],
                days.length < 2 ? saved : draws[(int) ((1 - TAIL) * DRAWS)],
                days.length);
    }

    private static void add(
            JobProblem problem,
            JobPlan plan,
            Goal goal,
            int sign,
            Map<String, LocalDate> dayOf,
            Map<LocalDate, Double> byDay) {
        for (var bill : new Bills(problem).of(plan.runs())) {
            double amount = switch (goal) {
                case CARBON -> bill.averageG();
                case MARGINAL -> bill.marginalG();
                case COST -> bill.cost();
                case PEAK -> 0;
            };
            byDay.merge(dayOf.getOrDefault(bill.run().job(), LocalDate.EPOCH), sign * amount, Double::sum);
        }
    }

    private static double[] draws(double[] days) {
        var random = new Random(1);
        var sums = new double[DRAWS];
        for (int draw = 0; draw < DRAWS && days.length > 0; draw++) {
            for (int i = 0; i < days.length; i++) {
                sums[draw] += days[random.nextInt(days.length)];
            }
        }
        Arrays.sort(sums);
        return sums;
    }
}
