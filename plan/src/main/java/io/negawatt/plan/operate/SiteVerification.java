package io.negawatt.plan.operate;

import io.negawatt.core.text.Message;
import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.optimize.Objective;
import io.negawatt.plan.simulate.SiteController;
import io.negawatt.plan.simulate.SitePlant;
import io.negawatt.plan.simulate.SiteRun;
import io.negawatt.plan.simulate.SiteTrack;
import io.negawatt.plan.site.GreedySite;
import io.negawatt.plan.site.LeastCostSite;
import io.negawatt.plan.site.RestingSite;
import io.negawatt.plan.site.SiteOptimizer;
import io.negawatt.plan.site.SitePlan;
import io.negawatt.plan.site.SiteProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A plan for a site, tried in the simulator under what really came, beside what else could have been done.
 *
 * @param plannedCost what the first plan expected to pay over its horizon
 * @param horizonSlots that horizon
 * @param realized what came of planning
 * @param jobW power of each job by slot, as it was run
 * @param baselines what would have come of doing nothing, then of good practice with the same forecasts; where carbon counted and
 *     all was known, then of the cheapest plan
 * @param price what carbon counted in the plan; none where money alone was made small
 * @param bound the least that any plan could have paid that had known everything
 * @param boundGap how far the plan may be from the best in what was asked for; with forecasts, how far the best in hindsight may be
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
        CarbonPrice price,
        double bound,
        double boundGap,
        SiteSaving saving,
        List<Message> breaches) {
    private static final long SEED = 1;

    public SiteVerification {
        baselines = List.copyOf(baselines);
        breaches = List.copyOf(breaches);
    }

    /** {@return what the forecasts, and carbon where it counted, have cost: realized cost above the bound} */
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
        return of(real, forecasts, stance, horizon, every, CarbonPrice.NONE);
    }

    /** {@return the same, where the forecasts are priced with carbon} */
    public static SiteVerification of(
            SiteCase real, SiteForecasts forecasts, SiteStance stance, int horizon, int every, CarbonPrice price) {
        var best = new LeastCostSite().plan(real.inHindsight());
        var planner = new RollingSite(real, new LeastCostSite(), forecasts, stance.aim(), horizon, every);
        var realized = run("plan", real, planner);
        var others = baselines(real, forecasts, horizon, every);
        return new SiteVerification(
                real,
                planner.plannedCost(),
                Math.min(horizon, real.slots()),
                realized,
                planner.doneW(),
                others,
                price,
                best.bound(),
                best.gap(),
                SiteSaving.of(real, realized, others.getFirst()),
                best.breaches());
    }

    /** {@return what comes of the cheapest plan for all of it, everything known beforehand} */
    public static SiteVerification known(SiteCase real) {
        return known(real, Objective.of(Map.of(Goal.COST, 1.0)));
    }

    /** {@return what comes of the best plan for an objective, everything known beforehand} */
    public static SiteVerification known(SiteCase real, Objective objective) {
        var best = SiteGoals.best(real, objective);
        var realized = follow("plan", real, best.plan());
        var others = new ArrayList<SiteOutcome>();
        for (SiteOptimizer one : List.of(new RestingSite(), new GreedySite())) {
            others.add(follow(one.id(), real, one.plan(real.inHindsight())));
        }
        var cheapest = best.plan();
        if (!best.price().equals(CarbonPrice.NONE)) {
            cheapest = new LeastCostSite().plan(real.inHindsight());
            others.add(follow(new LeastCostSite().id(), real, cheapest));
        }
        var breaches = new ArrayList<>(best.plan().breaches());
        breaches.addAll(best.notes());
        return new SiteVerification(
                real,
                realized.cost(),
                real.slots(),
                realized,
                best.plan().jobW(),
                others,
                best.price(),
                cheapest.bound(),
                best.gap(),
                SiteSaving.of(real, realized, others.getFirst()),
                breaches);
    }

    /** {@return what carbon counts in a case where an objective is asked for} */
    public static CarbonPrice price(SiteCase real, Objective objective) {
        return SiteGoals.price(objective, follow("", real, new RestingSite().plan(real.inHindsight())));
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

    static SiteOutcome follow(String id, SiteCase real, SitePlan plan) {
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
