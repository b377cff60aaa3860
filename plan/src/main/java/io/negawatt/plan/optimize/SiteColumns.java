package io.negawatt.plan.optimize;

import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPSolverParameters.IncrementalityValues;
import com.google.ortools.linearsolver.MPSolverParameters.PresolveValues;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Many jobs with many starts: only starts that could lower the cost become columns. The relaxation tells what power is worth in
 * each slot; under those prices the best start of each job is looked up, until none pays. Its value, less what could still be
 * gained, bounds every schedule from below (L. Lasdon, "Optimization Theory for Large Systems", 1970). Then jobs are fixed one
 * batch after the other, the surest first.
 */
final class SiteColumns {
    private static final int MOST_ROUNDS = 100;
    private static final double GOOD_GAP = 1e-4;
    private static final double LEAST_GAIN = 1e-7;
    private static final double SURE = 0.99;
    private static final int BATCHES = 4;
    private static final double EXACT = 1e-9;

    private final SiteProblem problem;
    private final SiteModel model;
    private final Set<Integer> open = new HashSet<>();
    private final Set<Long> made = new HashSet<>();
    /** Whether the last look for starts has found a new one. */
    private boolean grew;

    private double bound = Double.NEGATIVE_INFINITY;

    SiteColumns(SiteProblem problem) {
        this.problem = problem;
        this.model = new SiteModel(problem, false);
    }

    /** Exact solutions, each solve from where the last one ended. */
    static MPSolverParameters parameters() {
        var parameters = new MPSolverParameters();
        parameters.setDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, EXACT);
        return parameters;
    }

    /** The same without presolve, from where the last solve ended. */
    static MPSolverParameters plainParameters() {
        var parameters = parameters();
        parameters.setIntegerParam(
                MPSolverParameters.IntegerParam.PRESOLVE, PresolveValues.PRESOLVE_OFF.swigValue());
        parameters.setIntegerParam(
                MPSolverParameters.IntegerParam.INCREMENTALITY, IncrementalityValues.INCREMENTALITY_ON.swigValue());
        return parameters;
    }

    SitePlan plan() {
        try (model) {
            seed();
            if (!LeastCostSite.solve(model)) {
                model.relax();
                generate();
                model.hold();
            }
            bound = Double.NEGATIVE_INFINITY;
            generate();
            dive();
            return model.hasSwitches() ? switched() : SiteSolution.of(model, bound);
        }
    }

    /** Begins with the start under the mean price, the earliest and the latest. */
    private void seed() {
        var meanPerKw = new double[model.slots];
        for (var outlook : problem.outlooks()) {
            for (int slot = 0; slot < model.slots; slot++) {
                meanPerKw[slot] += outlook.weight() * outlook.buyPerKwh()[slot];
            }
        }
        for (int index = 0; index < problem.jobs().size(); index++) {
            var job = problem.jobs().get(index);
            int last = SiteStarts.last(job, model.slots);
            if (!job.interruptible() && last >= job.release()) {
                open.add(index);
                add(index, SiteStarts.cheapest(job, meanPerKw));
                add(index, job.release());
                add(index, last);
            }
        }
    }

    private boolean add(int job, int start) {
        boolean isNew = made.add((long) job * model.slots + start);
        if (isNew) {
            model.add(job, start);
        }
        return isNew;
    }

    /** Makes columns until no other start could pay. */
    private void generate() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (!LeastCostSite.solve(model)) {
                throw new IllegalStateException("a program that grew has lost its solution");
            }
            double value = model.solver.objective().value();
            grew = false;
            double gain = price();
            bound = Math.max(bound, value - gain);
            if (!grew || value - bound <= GOOD_GAP * Math.abs(value)) {
                return;
            }
        }
    }

    /** Adds the starts that pay most; {@return what all jobs together could gain at most} */
    private double price() {
        var perKw = new double[model.slots];
        for (var flow : model.flows) {
            for (int slot = 0; slot < perKw.length; slot++) {
                perKw[slot] += flow.balance[slot].dualValue();
            }
        }
        double[] worth = model.done.stream().mapToDouble(row -> row.dualValue()).toArray();
        for (int slot = 0; slot < perKw.length; slot++) {
            perKw[slot] *= 1 + problem.coolingShare()[slot];
        }
        double gain = 0;
        for (int index : open) {
            gain += price(index, perKw, worth[index]);
        }
        return gain;
    }

    private double price(int index, double[] perKw, double worth) {
        var job = problem.jobs().get(index);
        int last = SiteStarts.last(job, model.slots);
        double best = 0;
        double before = Double.POSITIVE_INFINITY;
        double here = SiteStarts.price(job, job.release(), perKw);
        for (int start = job.release(); start <= last; start++) {
            double after = start < last ? SiteStarts.price(job, start + 1, perKw) : Double.POSITIVE_INFINITY;
            double gain = worth - here;
            if (gain > LEAST_GAIN && here <= before && here <= after) {
                best = Math.max(best, gain);
                grew |= add(index, start);
            }
            before = here;
            here = after;
        }
        return best;
    }

    /** Fixes jobs in batches, the surest first, and lets the battery follow each time. */
    private void dive() {
        while (!open.isEmpty()) {
            int[] best = new int[problem.jobs().size()];
            double[] share = new double[problem.jobs().size()];
            Arrays.fill(best, -1);
            for (int i = 0; i < model.columns.size(); i++) {
                var column = model.columns.get(i);
                double taken = column.taken().solutionValue();
                if (best[column.job()] < 0 || taken > share[column.job()]) {
                    best[column.job()] = i;
                    share[column.job()] = taken;
                }
            }
            int atLeast = Math.ceilDiv(open.size(), BATCHES);
            var surest = open.stream()
                    .sorted((a, b) -> Double.compare(share[b], share[a]))
                    .toList();
            for (int i = 0; i < surest.size(); i++) {
                int job = surest.get(i);
                if (i < atLeast || share[job] > SURE) {
                    fix(job, best[job]);
                }
            }
            if (!LeastCostSite.solve(model)) {
                model.relax();
                LeastCostSite.solve(model);
                model.hold();
                LeastCostSite.solve(model);
            }
        }
    }

    private void fix(int job, int chosen) {
        open.remove(job);
        for (int i = 0; i < model.columns.size(); i++) {
            if (model.columns.get(i).job() == job && i != chosen) {
                model.columns.get(i).taken().setUb(0);
            }
        }
    }

    /** Slots that need a switch get it once the jobs stand. */
    private SitePlan switched() {
        try (var whole = new SiteModel(problem, true)) {
            for (var column : model.columns) {
                if (column.taken().solutionValue() > 0.5) {
                    whole.add(column.job(), column.start());
                }
            }
            var plan = LeastCostSite.plan(whole);
            return new SitePlan(
                    plan.chargeW(),
                    plan.dischargeW(),
                    plan.curtailW(),
                    plan.jobW(),
                    plan.cost(),
                    Math.min(bound, plan.cost()),
                    plan.breaches());
        }
    }
}
