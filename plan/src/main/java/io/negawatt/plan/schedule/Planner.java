package io.negawatt.plan.schedule;

import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.tasks.Assembly;
import io.negawatt.plan.tasks.Model;
import io.negawatt.plan.tasks.Solution;
import io.negawatt.plan.tasks.Way;
import java.util.List;
import java.util.Optional;

/**
 * The best plan that can be had for a problem: a flow where the jobs allow it, else prices of capacity, and where these leave a
 * gap and the problem is small, an exact solver that starts from what the prices found.
 */
public final class Planner {
    /** A gap below this is not worth the time of a solver. */
    private static final double GOOD_ENOUGH = 1e-6;

    private static final Flow FLOW = new Flow();
    private static final Exact EXACT = new Exact();

    private Planner() {}

    /** {@return the plan, with the least violation where not all can be met} */
    public static JobPlan plan(JobProblem problem) {
        if (problem.objective().budget().isPresent()) {
            return Budgeted.plan(problem);
        }
        if (FLOW.suits(problem)) {
            return FLOW.plan(problem);
        }
        boolean small = EXACT.suits(problem);
        return Assembly.plan(small ? EXACT.id() : "prices", problem, model -> solve(model, small));
    }

    /** {@return a plan that is good enough for an hour: exact where jobs are a flow, else placed and improved once} */
    public static JobPlan quick(JobProblem problem) {
        return FLOW.suits(problem) ? FLOW.plan(problem) : Assembly.plan("prices", problem, Prices::quick);
    }

    private static Solution solve(Model model, boolean small) {
        var found = Prices.solve(model);
        double cost = cost(model, found);
        boolean isGood = found.isClean(model) && cost - found.bound() <= GOOD_ENOUGH * Math.abs(cost);
        if (isGood || !small) {
            return found;
        }
        var exact = Exact.solve(model, found.ways());
        double bound = Math.max(found.bound(), exact.bound());
        List<Optional<Way>> ways = cost(model, exact) <= cost ? exact.ways() : found.ways();
        return new Solution(ways, bound);
    }

    private static double cost(Model model, Solution solution) {
        return LocalSearch.cost(model, solution.ways());
    }
}
