package io.negawatt.app.report;

import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.jobs.Saving;
import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.schedule.Neighbors;
import io.negawatt.plan.schedule.Reasons;
import java.util.Arrays;
import java.util.List;

/**
 * A plan of jobs beside what it is measured against, all at the rates that came true.
 *
 * @param problem at those rates
 * @param plan the plan, or what was carried out where plans rested on forecasts
 * @param asSubmitted every job as soon as there is room
 * @param hindsight the best plan in hindsight; the plan itself where the rates were known
 * @param rules published rules, in the order of the registry
 * @param forecast what plans rested on: {@code perfect} where the rates were taken as known
 * @param currency of the prices; empty where there are none
 */
public record JobsView(
        JobProblem problem,
        JobPlan plan,
        JobPlan asSubmitted,
        JobPlan hindsight,
        List<JobPlan> rules,
        String forecast,
        String currency) {

    public JobsView {
        rules = List.copyOf(rules);
    }

    /** {@return the goal that counts most among those whose rates are known} */
    public Goal goal() {
        return Arrays.stream(Goal.values())
                .reduce((a, b) ->
                        problem.objective().weight(b) > problem.objective().weight(a) ? b : a)
                .orElse(Goal.CARBON);
    }

    /** {@return whether the rates of a goal are known in any zone} */
    public boolean isKnown(Goal goal) {
        return problem.zones().stream().map(zone -> zone.rates().known()).anyMatch(known -> switch (goal) {
            case CARBON -> known.average();
            case MARGINAL -> known.marginal();
            case COST -> known.price();
            case PEAK -> true;
        });
    }

    /** {@return the least that any plan could have taken of the goal, as proved; of several goals, what the best plan takes} */
    public double bound() {
        boolean isAlone = problem.objective().weights().values().stream()
                        .filter(weight -> weight > 0)
                        .count()
                <= 1;
        double best = hindsight.totals().of(goal());
        if (!isAlone || hindsight.score() == 0 || Double.isInfinite(hindsight.bound())) {
            return best;
        }
        return best * hindsight.bound() / hindsight.score();
    }

    /** {@return what the forecast cost: how much more than the best in hindsight was taken} */
    public double regret() {
        return plan.totals().of(goal()) - hindsight.totals().of(goal());
    }

    /** {@return which share of the saving that was possible was reached} */
    public double reached() {
        return reachedBy(plan);
    }

    /** {@return which share of the saving that was possible a plan reaches; 1 where none is possible} */
    public double reachedBy(JobPlan other) {
        double possible = asSubmitted.totals().of(goal()) - bound();
        double saved = asSubmitted.totals().of(goal()) - other.totals().of(goal());
        return Math.abs(possible) <= 1e-9 * Math.abs(bound()) ? 1 : saved / possible;
    }

    /** {@return what was saved of a goal other than the peak} */
    public Saving saving(Goal goal) {
        return Saving.of(problem, asSubmitted, plan, goal);
    }

    /** {@return why jobs run when they do} */
    public Reasons reasons() {
        return new Reasons(problem, plan, asSubmitted);
    }

    /** {@return what single jobs could do among the others} */
    public Neighbors neighbors() {
        return new Neighbors(problem, plan);
    }

    /** {@return whether average carbon is the same at all times in every zone, so that shifting in time cannot change it} */
    public boolean isFlat() {
        return isKnown(Goal.CARBON)
                && problem.zones().stream()
                        .map(zone -> zone.rates().averageG())
                        .allMatch(series -> Arrays.stream(series).max().orElse(0)
                                == Arrays.stream(series).min().orElse(0));
    }
}
