package io.negawatt.plan.jobs;

import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.optimize.Rates;
import io.negawatt.plan.optimize.Totals;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * The objective as a number. Each goal counts by its weight, as a share of what all jobs would take at the mean rate of all zones
 * and slots.
 */
public final class Scoring {
    private final Map<Goal, Double> factors = new EnumMap<>(Goal.class);
    private final double[][] perKwh;

    public Scoring(JobProblem problem) {
        double kwh = 0;
        double watts = 0;
        for (var job : problem.jobs()) {
            kwh += job.powerW() / 1000 * job.duration().toNanos() / 3.6e12;
            watts += job.powerW();
        }
        for (var goal : Goal.values()) {
            double whole = goal == Goal.PEAK ? watts : meanSize(problem, goal) * kwh;
            factors.put(goal, whole > 0 ? problem.objective().weight(goal) / whole : 0);
        }
        perKwh = problem.zones().stream().map(zone -> perKwh(zone.rates())).toArray(double[][]::new);
    }

    private static double meanSize(JobProblem problem, Goal goal) {
        return problem.zones().stream()
                .flatMapToDouble(zone -> Arrays.stream(zone.rates().of(goal)))
                .map(Math::abs)
                .average()
                .orElse(0);
    }

    private double[] perKwh(Rates rates) {
        var scores = new double[rates.count()];
        factors.forEach((goal, factor) -> {
            double[] series = rates.of(goal);
            for (int slot = 0; slot < scores.length; slot++) {
                scores[slot] += factor * series[slot];
            }
        });
        return scores;
    }

    /** {@return the score of a kilowatt-hour in each slot of a zone; not to be changed} */
    public double[] perKwh(int zone) {
        return perKwh[zone];
    }

    /** {@return the score of a unit of a goal} */
    public double factor(Goal goal) {
        return factors.getOrDefault(goal, 0.0);
    }

    public double of(Totals totals) {
        double score = 0;
        for (var goal : Goal.values()) {
            score += factor(goal) * totals.of(goal);
        }
        return score;
    }
}
