package io.negawatt.plan.schedule;

import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.optimize.OrTools;
import io.negawatt.plan.tasks.Assembly;
import io.negawatt.plan.tasks.JobOptimizer;
import io.negawatt.plan.tasks.Model;
import io.negawatt.plan.tasks.Solution;
import io.negawatt.plan.tasks.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The best plan of a few jobs under any conditions, proved by OR-Tools' CP-SAT solver (L. Perron, F. Didier, Google). One worker,
 * a fixed seed and a limit in steps instead of seconds: the same problem gives the same plan on every machine.
 */
final class Exact implements JobOptimizer {
    private static final double MOST_STEPS = 8;
    private static final int MOST_CHOICES = 30_000;

    @Override
    public String id() {
        return "exact";
    }

    @Override
    public boolean proves() {
        return true;
    }

    /** Small enough: each slot that a job could start in, or run in, is a choice. */
    @Override
    public boolean suits(JobProblem problem) {
        long choices = 0;
        for (var job : problem.jobs()) {
            int window = Math.max(
                    0, problem.slots().until(job.deadline()) - problem.slots().from(job.release()));
            int zones = job.siting().zones().isEmpty()
                    ? problem.zones().size()
                    : job.siting().zones().size();
            int levels = job.conduct().isElastic() ? job.conduct().devices() : 1;
            choices += (long) Math.min(window, problem.slots().count()) * zones * levels;
        }
        return choices <= MOST_CHOICES;
    }

    @Override
    public JobPlan plan(JobProblem problem) {
        return Assembly.plan(id(), problem, model -> solve(model, List.of()));
    }

    /** {@return the solution, from a plan to start with, which may be empty} */
    static Solution solve(Model model, List<Optional<Way>> hint) {
        OrTools.load();
        var program = new Program(model);
        if (!hint.isEmpty()) {
            program.hint(hint);
        }
        var solver = new CpSolver();
        solver.getParameters()
                .setNumWorkers(1)
                .setRandomSeed(1)
                .setMaxDeterministicTime(MOST_STEPS)
                .setLinearizationLevel(2)
                // OR-Tools 9.15 drops the best plan of some problems with a budget where it looks for rules that hold
                // others.
                .setPresolveInclusionWorkLimit(0);
        var status = solver.solve(program.model());
        if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
            return nothing(model, status == CpSolverStatus.INFEASIBLE);
        }
        return new Solution(program.ways(solver), solver.bestObjectiveBound() / program.scale());
    }

    private static Solution nothing(Model model, boolean isProved) {
        var ways = new ArrayList<Optional<Way>>();
        model.tasks().forEach(_ -> ways.add(Optional.empty()));
        return new Solution(ways, isProved ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
    }
}
