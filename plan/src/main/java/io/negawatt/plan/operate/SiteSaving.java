package io.negawatt.plan.operate;

import io.negawatt.core.units.Interval;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/**
 * What a plan has saved against a baseline, with its interval: both lived through the same prices, loads and weather in the
 * simulator, and days are paired. The range holds nine of ten sums of as many days drawn from these with replacement (B. Efron,
 * "Bootstrap methods", Annals of Statistics 7, 1979); demand charges, which are of months, are added as they are.
 *
 * @param method how it was got, for the ledger
 * @param baseline id of the baseline
 * @param cost money that was saved
 * @param importJ energy that was not imported; below 0 where more was
 * @param grams average carbon that was saved; empty where none is known
 * @param marginalGrams marginal carbon that was saved; empty where none is known
 * @param days on which it rests; one day says nothing of another, and its interval is its value
 */
public record SiteSaving(
        String method,
        String baseline,
        Interval cost,
        Interval importJ,
        Optional<Interval> grams,
        Optional<Interval> marginalGrams,
        int days) {
    private static final int DRAWS = 2000;
    private static final double J_PER_KWH = 3.6e6;
    private static final double TAIL = 0.05;

    /** {@return what {@code plan} has saved against {@code baseline}} */
    static SiteSaving of(SiteCase real, SiteOutcome plan, SiteOutcome baseline) {
        double[] cost = byDay(real, slot -> paid(real, baseline, slot) - paid(real, plan, slot));
        double[] energy = byDay(
                real, slot -> (baseline.track().importW(slot) - plan.track().importW(slot)) * real.stepS());
        double fixed = baseline.demandCost() - plan.demandCost();
        return new SiteSaving(
                "simulated-paired-days",
                baseline.id(),
                interval(cost, fixed),
                interval(energy, 0),
                grams(real, real.gramsPerKwh(), plan, baseline),
                grams(real, real.marginalGramsPerKwh(), plan, baseline),
                cost.length);
    }

    private static Optional<Interval> grams(SiteCase real, double[] perKwh, SiteOutcome plan, SiteOutcome baseline) {
        if (perKwh.length == 0) {
            return Optional.empty();
        }
        double[] grams = byDay(
                real,
                slot -> perKwh[slot]
                        * (baseline.track().importW(slot) - plan.track().importW(slot))
                        * real.stepS()
                        / J_PER_KWH);
        return Optional.of(interval(grams, 0));
    }

    private static double paid(SiteCase real, SiteOutcome outcome, int slot) {
        var track = outcome.track();
        double wear =
                real.site().battery().wear().perJ() * (track.chargeW(slot) + track.dischargeW(slot)) * real.stepS();
        return SiteOutcome.energyCost(real, track, slot) + wear;
    }

    private static double[] byDay(SiteCase real, IntToDoubleFunction value) {
        var days = new TreeMap<Long, Double>();
        for (int slot = 0; slot < real.slots(); slot++) {
            days.merge(real.day(slot), value.applyAsDouble(slot), Double::sum);
        }
        return days.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Interval interval(double[] days, double fixed) {
        double sum = Arrays.stream(days).sum() + fixed;
        var random = new SplittableRandom(1);
        var sums = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            sums[draw] = fixed;
            for (int i = 0; i < days.length; i++) {
                sums[draw] += days[random.nextInt(days.length)];
            }
        }
        Arrays.sort(sums);
        double low = sums[(int) (TAIL * DRAWS)];
        double high = sums[(int) ((1 - TAIL) * DRAWS)];
        return new Interval(Math.min(low, sum), sum, Math.max(high, sum));
    }
}
