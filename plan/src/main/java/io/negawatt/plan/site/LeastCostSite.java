package io.negawatt.plan.site;

import com.google.ortools.linearsolver.MPSolver.ResultStatus;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * The least cost that is possible, proven: a linear program where jobs may pause, else one over the starts of each job, of which
 * only those that can pay are ever made.
 */
public final class LeastCostSite implements SiteOptimizer {
    /** Up to here every start is a column, and the answer is exact. */
    private static final int FEW_STARTS = 150;
    /** A plan made month by month that is not proven to be so good is measured against one that is made at once. */
    private static final double GOOD_GAP = 2e-3;

    @Override
    public String id() {
        return "site-least-cost";
    }

    @Override
    public SitePlan plan(SiteProblem problem) {
        var byMonth = SiteMonths.plan(problem);
        if (byMonth.isEmpty()) {
            return atOnce(problem);
        }
        return byMonth.get().gap() <= GOOD_GAP ? byMonth.get() : better(byMonth.get(), atOnce(problem));
    }

    /** Both keep every rule, or the second breaks what must be broken. */
    private static SitePlan better(SitePlan one, SitePlan other) {
        var best = one.cost() <= other.cost() ? one : other;
        return best.withBound(Math.max(one.bound(), other.bound()));
    }

    private static SitePlan atOnce(SiteProblem problem) {
        long starts = problem.jobs().stream()
                .filter(job -> !job.interruptible())
                .mapToLong(job -> Math.max(0, SiteStarts.last(job, problem.slots()) - job.release() + 1))
                .sum();
        boolean one = problem.jobs().stream()
                .filter(job -> !job.interruptible())
                .allMatch(job -> SiteStarts.last(job, problem.slots()) <= job.release());
        if (starts > FEW_STARTS) {
            return new SiteColumns(problem).plan();
        }
        var apart = new BitSet();
        if (one) {
            try (var model = new SiteModel(problem, false)) {
                SiteStarts.all(model);
                if (!model.hasSwitches()) {
                    var plan = plan(model);
                    apart = SiteSolution.tangled(model);
                    if (apart.isEmpty()) {
                        return plan;
                    }
                }
            }
        }
        return whole(problem, apart, SiteStarts::all);
    }

    /**
     * {@return the plan in whole numbers} Slots that need a switch though no price says so show themselves, one solve after the
     * other.
     *
     * @param apart slots that are known to need one
     * @param starts adds the starts that jobs may choose from
     */
    static SitePlan whole(SiteProblem problem, BitSet apart, Consumer<SiteModel> starts) {
        while (true) {
            try (var model = new SiteModel(problem, true, apart)) {
                starts.accept(model);
                var plan = plan(model);
                var more = SiteSolution.tangled(model);
                more.andNot(apart);
                if (more.isEmpty()) {
                    return plan;
                }
                apart.or(more);
            }
        }
    }

    /** {@return the plan of a model that holds every start} */
    static SitePlan plan(SiteModel model) {
        if (!solve(model)) {
            model.relax();
            require(model, solve(model));
            model.hold();
            require(model, solve(model));
        }
        return SiteSolution.of(model, bound(model));
    }

    /** {@return whether something keeps every rule} */
    static boolean solve(SiteModel model) {
        var status = model.solver.solve(model.parameters());
        return switch (status) {
            case OPTIMAL, FEASIBLE -> true;
            case INFEASIBLE -> false;
            case UNBOUNDED, ABNORMAL, MODEL_INVALID, NOT_SOLVED -> again(model, status);
        };
    }

    /** A program that is scaled badly may confuse a solver that begins where it left off. */
    private static boolean again(SiteModel model, ResultStatus first) {
        model.solver.reset();
        var status = model.solver.solve();
        return switch (status) {
            case OPTIMAL, FEASIBLE -> true;
            case INFEASIBLE -> false;
            case UNBOUNDED, ABNORMAL, MODEL_INVALID, NOT_SOLVED ->
                throw new IllegalStateException("the solver says " + first + " and " + status);
        };
    }

    private static void require(SiteModel model, boolean solved) {
        if (!solved) {
            throw new IllegalStateException(
                    "no plan, although every rule of %d slots may be broken".formatted(model.slots));
        }
    }

    private static double bound(SiteModel model) {
        return model.solver.isMip()
                ? model.solver.objective().bestBound()
                : model.solver.objective().value();
    }
}
