package io.negawatt.plan.optimize;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan is to make small: the weighted goals, each as a share of what the jobs would take at the mean rate, so that a
 * weight of 1 counts a percent of carbon like a percent of money.
 *
 * @param weights by goal, none negative; a goal without one does not count
 * @param budget what another goal may take at most
 */
public record Objective(Map<Goal, Double> weights, Optional<Budget> budget) {
    /** The carbon of the average mix alone. */
    public static final Objective CARBON = of(Map.of(Goal.CARBON, 1.0));

    /**
     * A bound on a goal.
     *
     * @param most g, money or W
     */
    public record Budget(Goal goal, double most) {
        private static final double ROUNDING = 1e-9;

        /** {@return whether a plan keeps it, but for rounding} */
        public boolean holds(Totals totals) {
            return totals.of(goal) <= most + ROUNDING * Math.max(Math.abs(most), Math.abs(totals.of(goal)));
        }
    }

    public Objective {
        weights = Map.copyOf(weights);
        if (weights.values().stream().anyMatch(weight -> !(weight >= 0))) {
            throw new IllegalArgumentException("weights are not negative, got " + weights);
        }
    }

    /** {@return an objective without a budget} */
    public static Objective of(Map<Goal, Double> weights) {
        return new Objective(weights, Optional.empty());
    }

    /** {@return the weight of a goal; 0 where it does not count} */
    public double weight(Goal goal) {
        return weights.getOrDefault(goal, 0.0);
    }

    /** {@return the same with a higher weight for one goal, and without the budget} */
    public Objective plus(Goal goal, double weight) {
        var more = new EnumMap<Goal, Double>(Goal.class);
        more.putAll(weights);
        more.merge(goal, weight, Double::sum);
        return new Objective(more, Optional.empty());
    }
}
