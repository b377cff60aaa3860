package io.negawatt.plan.operate;

import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.optimize.Objective;
import io.negawatt.plan.site.LeastCostSite;
import io.negawatt.plan.site.RestingSite;
import io.negawatt.plan.site.SitePlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plans of a site for money, average or marginal carbon, for a weighting of them, or for one while another stays within a limit.
 * Each goal counts as a share of what the site takes without battery and with jobs as submitted. A limit is kept by the least
 * extra weight on its goal that keeps it, found by halving; each weight tried bounds what any plan within the limit can reach.
 */
public final class SiteGoals {
    private static final List<Goal> GOALS = List.of(Goal.COST, Goal.CARBON, Goal.MARGINAL);
    /** Money counts a little even where only carbon is asked for: of plans as clean, the cheaper one is taken. */
    private static final double TRACE = 1e-4;

    private static final int HALVINGS = 14;
    private static final double LARGEST_WEIGHT = 1e4;
    private static final double CLOSED = 1e-4;

    private final SiteCase real;
    private final Objective objective;
    private final SiteOutcome resting;
    private double bound = Double.NEGATIVE_INFINITY;

    private SiteGoals(SiteCase real, Objective objective) {
        this.real = real;
        this.objective = objective;
        this.resting = SiteVerification.follow("", real, new RestingSite().plan(real.inHindsight()));
    }

    /**
     * The best plan for an objective.
     *
     * @param price of carbon that the plan was made with
     * @param score what it takes: the weighted shares of its goals
     * @param bound no plan has a lower score; −∞ where none was found to keep the limit
     * @param notes what the reader should know, such as a limit that nothing keeps
     */
    public record Best(SitePlan plan, CarbonPrice price, double score, double bound, List<Message> notes) {

        /** {@return how far the score may be from the least, as a share of it} */
        public double gap() {
            return Math.max(0, score - bound) / Math.max(Math.abs(score), 1e-9);
        }
    }

    /** A plan that was tried, and what came of it. */
    private record Tried(SitePlan plan, CarbonPrice price, SiteOutcome outcome) {}

    /** {@return the best plan, everything known beforehand} */
    public static Best best(SiteCase real, Objective objective) {
        var goals = new SiteGoals(real, objective);
        return objective.budget().map(goals::within).orElseGet(() -> goals.best(goals.tried(0), List.of()));
    }

    /** {@return the plans between two goals of which none is better than another in both, by rising weight of the second} */
    public static List<SiteOutcome> front(SiteCase real, Goal first, Goal second, int steps) {
        var points = new ArrayList<SiteOutcome>();
        for (int step = 0; step <= steps; step++) {
            double share = (double) step / steps;
            var weighted = Objective.of(Map.of(first, 1 - share, second, share));
            points.add(new SiteGoals(real, weighted).tried(0).outcome);
        }
        return points.stream()
                .filter(point -> points.stream().noneMatch(other -> isBetter(other, point, first, second)))
                .toList();
    }

    private static boolean isBetter(SiteOutcome one, SiteOutcome other, Goal first, Goal second) {
        return one.of(first) < other.of(first) && one.of(second) < other.of(second);
    }

    /**
     * {@return the price of carbon that weights come to}
     *
     * @param resting what the site takes without a plan
     */
    static CarbonPrice price(Objective objective, SiteOutcome resting) {
        double perMoney = weight(objective, Goal.COST) / size(resting, Goal.COST);
        return new CarbonPrice(
                objective.weight(Goal.CARBON) / size(resting, Goal.CARBON) / perMoney,
                objective.weight(Goal.MARGINAL) / size(resting, Goal.MARGINAL) / perMoney);
    }

    private static double weight(Objective objective, Goal goal) {
        return goal == Goal.COST ? Math.max(objective.weight(goal), TRACE) : objective.weight(goal);
    }

    private static double size(SiteOutcome resting, Goal goal) {
        double amount = Math.abs(resting.of(goal));
        return amount > 0 ? amount : 1;
    }

    /** Plans with so much weight on the limited goal, and learns what bounds every plan within the limit. */
    private Tried tried(double extra) {
        var weighted = objective
                .budget()
                .filter(_ -> extra > 0)
                .map(budget -> objective.plus(budget.goal(), extra))
                .orElse(objective);
        var price = price(weighted, resting);
        var plan = new LeastCostSite().plan(real.inHindsight(price));
        double perMoney = weight(weighted, Goal.COST) / size(resting, Goal.COST);
        double limit = objective
                .budget()
                .map(budget -> extra * budget.most() / size(resting, budget.goal()))
                .orElse(0.0);
        bound = Math.max(bound, plan.bound() * perMoney - limit);
        return new Tried(plan, price, SiteVerification.follow("", real, plan));
    }

    private double score(SiteOutcome outcome) {
        return GOALS.stream()
                .mapToDouble(goal -> weight(objective, goal) * outcome.of(goal) / size(resting, goal))
                .sum();
    }

    private Best best(Tried tried, List<Message> notes) {
        return new Best(tried.plan, tried.price, score(tried.outcome), bound, notes);
    }

    private Best within(Objective.Budget budget) {
        var all = new ArrayList<Tried>();
        all.add(tried(0));
        double low = 0;
        double high = 1;
        if (!holds(budget, all.getLast())) {
            all.add(tried(high));
            while (!holds(budget, all.getLast()) && high < LARGEST_WEIGHT) {
                low = high;
                high *= 8;
                all.add(tried(high));
            }
            for (int i = 0; i < HALVINGS && isOpen(budget, all); i++) {
                double middle = (low + high) / 2;
                all.add(tried(middle));
                boolean holds = holds(budget, all.getLast());
                low = holds ? low : middle;
                high = holds ? middle : high;
            }
        }
        return kept(budget, all).map(one -> best(one, List.of())).orElseGet(() -> nearest(budget, all));
    }

    private boolean isOpen(Objective.Budget budget, List<Tried> all) {
        return kept(budget, all)
                .filter(one -> score(one.outcome) - bound > CLOSED * Math.abs(score(one.outcome)))
                .isPresent();
    }

    private static boolean holds(Objective.Budget budget, Tried tried) {
        double taken = tried.outcome.of(budget.goal());
        return taken <= budget.most() + 1e-6 * Math.max(Math.abs(budget.most()), Math.abs(taken));
    }

    private Optional<Tried> kept(Objective.Budget budget, List<Tried> all) {
        return all.stream()
                .filter(one -> holds(budget, one))
                .min(Comparator.comparingDouble(one -> score(one.outcome)));
    }

    /** Nothing keeps the limit: the plan that passes it least, which says so. */
    private Best nearest(Objective.Budget budget, List<Tried> all) {
        var least = all.stream()
                .min(Comparator.comparingDouble(one -> one.outcome.of(budget.goal())))
                .orElseThrow();
        double taken = least.outcome.of(budget.goal());
        bound = Double.NEGATIVE_INFINITY;
        return best(
                least,
                List.of(Message.of(
                        "optimize.note.budget." + budget.goal().id(),
                        Numbers.significant(budget.most(), 4),
                        Numbers.significant(taken, 4),
                        Numbers.significant(taken - budget.most(), 3))));
    }
}
