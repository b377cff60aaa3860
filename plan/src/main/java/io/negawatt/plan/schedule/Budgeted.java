package io.negawatt.plan.schedule;

import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.jobs.Scoring;
import io.negawatt.plan.optimize.Objective;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Plans under a budget for another goal. Small problems are solved as they are. In others the budget's goal gets a weight of its
 * own, the least that brings the plan within the budget, found by halving; every weight also yields a bound, so that the gap is
 * proved (H. Everett, "Generalized Lagrange multiplier method", Operations Research 11, 1963).
 */
final class Budgeted {
    private static final int HALVINGS = 24;
    private static final double ROUNDING = 1e-9;
    private static final double LARGEST_WEIGHT = 1e4;

    private Budgeted() {}

    static JobPlan plan(JobProblem problem) {
        var budget = problem.objective().budget().orElseThrow();
        var exact = new Exact();
        if (exact.suits(problem)) {
            var plan = exact.plan(problem);
            if (!plan.runs().isEmpty() && budget.holds(plan.totals())) {
                return plan;
            }
        }
        return byWeight(problem, budget);
    }

    private static JobPlan byWeight(JobProblem problem, Objective.Budget budget) {
        var search = new Search(problem, budget);
        if (search.holds(0)) {
            return search.best();
        }
        double low = 0;
        double high = 1;
        while (!search.holds(high) && high < LARGEST_WEIGHT) {
            low = high;
            high *= 8;
        }
        for (int i = 0; i < HALVINGS && search.isFound() && !search.isClosed(); i++) {
            double middle = (low + high) / 2;
            if (search.holds(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return search.best();
    }

    /** Plans tried so far, the best within the budget, and the highest bound. */
    private static final class Search {
        private final JobProblem problem;
        private final Objective.Budget budget;
        private final Scoring scoring;
        private final List<JobPlan> within = new ArrayList<>();
        private final List<JobPlan> beyond = new ArrayList<>();
        private double bound = Double.NEGATIVE_INFINITY;

        Search(JobProblem problem, Objective.Budget budget) {
            this.problem = problem;
            this.budget = budget;
            this.scoring = new Scoring(problem);
        }

        boolean holds(double weight) {
            var weighted = problem.objective().plus(budget.goal(), weight);
            var plan = Planner.plan(problem.with(weighted));
            double perUnit = new Scoring(problem.with(weighted)).factor(budget.goal()) - scoring.factor(budget.goal());
            bound = Math.max(bound, plan.bound() - perUnit * budget.most());
            boolean holds = budget.holds(plan.totals());
            (holds ? within : beyond).add(plan);
            return holds;
        }

        boolean isFound() {
            return !within.isEmpty();
        }

        boolean isClosed() {
            double score = within.stream().mapToDouble(this::score).min().orElse(Double.POSITIVE_INFINITY);
            return score - bound <= ROUNDING * Math.abs(score);
        }

        private double score(JobPlan plan) {
            return scoring.of(plan.totals());
        }

        /** Within the budget, the best; where nothing is, the plan that exceeds it least, which says so. */
        JobPlan best() {
            var best = within.stream()
                    .min(Comparator.comparingDouble(this::score))
                    .orElseGet(() -> beyond.stream()
                            .min(Comparator.comparingDouble(
                                    plan -> plan.totals().of(budget.goal())))
                            .orElseThrow());
            var notes = new ArrayList<>(best.notes());
            double taken = best.totals().of(budget.goal());
            if (within.isEmpty()) {
                notes.add(Message.of(
                        "optimize.note.budget." + budget.goal().id(),
                        Numbers.significant(budget.most(), 4),
                        Numbers.significant(taken, 4),
                        Numbers.significant(taken - budget.most(), 3)));
            }
            return new JobPlan(
                    best.optimizer(),
                    best.runs(),
                    best.totals(),
                    score(best),
                    within.isEmpty() ? Double.NEGATIVE_INFINITY : bound,
                    best.shortfalls(),
                    notes);
        }
    }
}
