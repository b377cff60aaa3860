package io.negawatt.plan.tasks;

import io.negawatt.plan.jobs.Bills;
import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.jobs.Run;
import io.negawatt.plan.jobs.Scoring;
import io.negawatt.plan.jobs.Shortfall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * From a problem to its plan: first with every deadline kept; where that cannot be, again with as little lateness as possible,
 * and each shortfall explained.
 */
public final class Assembly {
    /** Lateness costs so much that what is left of the rest carries its rounding. */
    private static final double ROUNDING = 1e-7;

    private final String optimizer;
    private final JobProblem problem;
    private final Scoring scoring;
    private final Tasks tasks;

    private Assembly(String optimizer, JobProblem problem) {
        this.optimizer = optimizer;
        this.problem = problem;
        this.scoring = new Scoring(problem);
        this.tasks = Tasks.of(problem, scoring);
    }

    /** {@return the plan of a solver} */
    public static JobPlan plan(String optimizer, JobProblem problem, Function<Model, Solution> solver) {
        var assembly = new Assembly(optimizer, problem);
        var model = Model.of(problem, assembly.scoring, assembly.tasks);
        if (model.tasks().stream().allMatch(task -> task.span() <= task.due() - task.release())) {
            var solution = solver.apply(model);
            if (solution.isClean(model)) {
                return assembly.plan(model, solution);
            }
        }
        var late = model.late();
        return assembly.plan(late, solver.apply(late));
    }

    /** {@return the plan of a rule, which proves nothing and may run late} */
    public static JobPlan ofRule(String optimizer, JobProblem problem, Function<Model, List<Optional<Way>>> rule) {
        return plan(optimizer, problem, model -> new Solution(rule.apply(model), Double.NEGATIVE_INFINITY));
    }

    private JobPlan plan(Model model, Solution solution) {
        var runs = runs(model, solution.ways());
        var totals = new Bills(problem).totals(runs);
        var shortfalls = new ArrayList<>(tasks.hopeless());
        var causes = new Causes(model);
        for (int i = 0; i < solution.ways().size(); i++) {
            shortfall(causes, model.tasks().get(i), solution.ways().get(i)).ifPresent(shortfalls::add);
        }
        double penalty = solution.missing(model) + solution.late(model);
        double score = scoring.of(totals);
        double bound = solution.bound() - penalty;
        boolean isRounding = bound > score && bound - score <= ROUNDING * (penalty + Math.abs(score));
        return new JobPlan(optimizer, runs, totals, score, isRounding ? score : bound, shortfalls, tasks.notes());
    }

    private Optional<Shortfall> shortfall(Causes causes, Task task, Optional<Way> way) {
        double missing = task.need() - Work.done(task, way);
        int lateSlots = way.map(Way::end).orElse(0) - task.due();
        if (missing == 0 && lateSlots <= 0) {
            return Optional.empty();
        }
        var job = problem.jobs().get(task.index());
        var step = problem.slots().step();
        // Lateness counts from the deadline that was asked for, not from the one that those after it need.
        var late = Duration.between(job.deadline(), problem.slots().timeOf(task.due() + lateSlots));
        if (missing == 0 && !late.isPositive()) {
            return Optional.empty();
        }
        return Optional.of(new Shortfall(
                job.id(),
                lateSlots > 0 && late.isPositive() ? late : Duration.ZERO,
                Duration.ofNanos(Math.round(missing * step.toNanos())),
                causes.of(task)));
    }

    private List<Run> runs(Model model, List<Optional<Way>> ways) {
        var runs = new ArrayList<Run>();
        for (int i = 0; i < ways.size(); i++) {
            var task = model.tasks().get(i);
            ways.get(i).ifPresent(way -> addRuns(task, way, runs));
        }
        return runs;
    }

    private void addRuns(Task task, Way way, List<Run> runs) {
        var job = problem.jobs().get(task.index());
        var zone = problem.zones().get(way.zone()).name();
        int[] slots = way.slots();
        int from = 0;
        for (int i = 1; i <= slots.length; i++) {
            if (i == slots.length || slots[i] != slots[i - 1] + 1 || way.devices()[i] != way.devices()[i - 1]) {
                runs.add(new Run(
                        job.id(),
                        zone,
                        problem.slots().timeOf(slots[from]),
                        problem.slots().timeOf(slots[i - 1] + 1),
                        way.devices()[from]));
                from = i;
            }
        }
    }
}
