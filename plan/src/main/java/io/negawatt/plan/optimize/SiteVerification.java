package io.negawatt.plan.optimize;

import io.negawatt.core.text.Message;
import io.negawatt.plan.simulate.SiteController;
import io.negawatt.plan.simulate.SitePlant;
import io.negawatt.plan.simulate.SiteRun;
import io.negawatt.plan.simulate.SiteTrack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * A plan for a site, tried in the simulator under what really came, beside what else could have been done.
 *
 * @param plannedCost what the first plan expected to pay over its horizon
 * @param horizonSlots that horizon
 * @param realized what came of planning
 * @param jobW power of each job by slot, as it was run
 * @param baselines what would have come of doing nothing, then of good practice with the same forecasts
 * @param bound the least that any plan could have paid that had known everything
 * @param boundGap how far that plan may be from the least
 * @param saving against doing nothing
 * @param breaches rules that no plan could have kept, in words
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; nobody compares verifications.
public record SiteVerification(
        SiteCase real,
        double plannedCost,
        int horizonSlots,
        SiteOutcome realized,
        double[][] jobW,
        List<SiteOutcome> baselines,
        double bound,
        double boundGap,
        SiteSaving saving,
        List<Message> breaches) {
    private static final long SEED = 1;

    public SiteVerification {
        baselines = List.copyOf(baselines);
        breaches = List.copyOf(breaches);
    }

    /** {@return what the forecasts have cost: realized cost above the bound} */
    public double regret() {
        return realized.cost() - bound;
    }

    /**
     * {@return what comes of planning with those forecasts}
     *
     * @param horizon slots that each plan looks ahead
     * @param every slots between two plans
     */
    public static SiteVerification of(
            SiteCase real, SiteForecasts forecasts, SiteStance stance, int horizon, int every) {
        var best = new LeastCostSite().plan(real.inHindsight());
        var planner = new RollingSite(real, new LeastCostSite(), forecasts, stance.aim(), horizon, every);
        var realized = run("plan", real, planner);
        return of(
                real,
                planner.plannedCost(),
                Math.min(horizon, real.slots()),
                realized,
                planner.doneW(),
                baselines(real, forecasts, horizon, every),
                best);
    }

    /** {@return what comes of one plan for all of it, everything known beforehand} */
    public static SiteVerification known(SiteCase real) {
        var best = new LeastCostSite().plan(real.inHindsight());
        var realized = follow("plan", real, best);
        var others = new ArrayList<SiteOutcome>();
        for (SiteOptimizer one : List.of(new RestingSite(), new GreedySite())) {
            others.add(follow(one.id(), real, one.plan(real.inHindsight())));
        }
        return of(real, best.cost(), real.slots(), realized, best.jobW(), others, best);
    }

    private static SiteVerification of(
            SiteCase real,
            double plannedCost,
            int horizon,
            SiteOutcome realized,
            double[][] jobW,
            List<SiteOutcome> baselines,
            SitePlan best) {
        return new SiteVerification(
                real,
                plannedCost,
                horizon,
                realized,
                jobW,
                baselines,
                best.bound(),
                best.gap(),
                SiteSaving.of(real, realized, baselines.getFirst()),
                best.breaches());
    }

    private static List<SiteOutcome> baselines(SiteCase real, SiteForecasts forecasts, int horizon, int every) {
        var resting = follow(new RestingSite().id(), real, new RestingSite().plan(real.inHindsight()));
        var greedy = new RollingSite(real, new GreedySite(), forecasts, SiteProblem.Aim.MEAN, horizon, every);
        return List.of(resting, run(new GreedySite().id(), real, greedy));
    }

    private static SiteOutcome run(String id, SiteCase real, RollingSite planner) {
        var track = simulate(real, planner);
        return SiteOutcome.of(id, real, track, planner.doneW());
    }

    private static SiteOutcome follow(String id, SiteCase real, SitePlan plan) {
        var track = simulate(
                real,
                (step, _, _) -> new SiteController.Command(
                        plan.chargeW()[step], plan.dischargeW()[step], plan.curtailW()[step], plan.jobsW(step)));
        return SiteOutcome.of(id, real, track, plan.jobW());
    }

    private static SiteTrack simulate(SiteCase real, SiteController controller) {
        return new SiteRun(SEED, new SitePlant(real.site(), real.startJ()), real.world(), controller).run();
    }

    /**
     * {@return the stance that pays least over a case that lies before what is to be planned}
     *
     * @param of forecasts in each form
     */
    public static SiteStance chosen(SiteCase before, Function<SiteStance, SiteForecasts> of, int horizon, int every) {
        return Arrays.stream(SiteStance.values())
                .min(Comparator.comparingDouble(stance -> {
                    var planner = new RollingSite(
                            before, new LeastCostSite(), of.apply(stance), stance.aim(), horizon, every);
                    return run(stance.id(), before, planner).cost();
                }))
                .orElseThrow();
    }
}
