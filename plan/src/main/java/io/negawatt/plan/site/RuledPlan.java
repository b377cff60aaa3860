package io.negawatt.plan.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What a rule of thumb has decided as a plan: cost, breaches and the energy that the battery really has. */
final class RuledPlan {
    private static final double LEAST_KW = 1e-4;

    private RuledPlan() {}

    static SitePlan of(SiteProblem problem, double[] chargeW, double[] dischargeW, double[][] jobW) {
        double endJ = hold(problem, chargeW, dischargeW);
        var bare = new SitePlan(
                chargeW, dischargeW, new double[problem.slots()], jobW, 0, Double.NEGATIVE_INFINITY, List.of());
        double cost = 0;
        double weights = 0;
        for (var outlook : problem.outlooks()) {
            cost += outlook.weight()
                    * SiteFlows.of(problem, outlook, bare, bare.curtailW()).cost();
            weights += outlook.weight();
        }
        var flows = SiteFlows.of(problem, problem.outlooks().getFirst(), bare, bare.curtailW());
        var breaches = SiteBreach.words(problem, breaches(problem, bare, endJ));
        return new SitePlan(
                chargeW, dischargeW, flows.curtailW(), jobW, cost / weights, Double.NEGATIVE_INFINITY, breaches);
    }

    /** Cuts what the battery cannot do; {@return what it holds at the end} */
    private static double hold(SiteProblem problem, double[] chargeW, double[] dischargeW) {
        var battery = problem.site().battery();
        double keeps = battery.keeps(problem.stepS());
        double forS = battery.effectiveS(problem.stepS());
        double storedJ = problem.startJ();
        for (int slot = 0; slot < chargeW.length; slot++) {
            double keptJ = keeps * storedJ;
            chargeW[slot] = Math.clamp(
                    chargeW[slot], 0, Math.max(0, battery.mostJ() - keptJ) / forS / battery.chargeEfficiency());
            dischargeW[slot] = Math.clamp(
                    dischargeW[slot], 0, Math.max(0, keptJ - battery.leastJ()) / forS * battery.dischargeEfficiency());
            storedJ = keptJ
                    + forS
                            * (chargeW[slot] * battery.chargeEfficiency()
                                    - dischargeW[slot] / battery.dischargeEfficiency());
        }
        return storedJ;
    }

    private static List<SiteBreach> breaches(SiteProblem problem, SitePlan plan, double endJ) {
        var breaches = new ArrayList<SiteBreach>();
        double[][] jobW = plan.jobW();
        var grid = problem.site().grid();
        for (int slot = 0; slot < problem.slots(); slot++) {
            int at = slot;
            double needW = problem.outlooks().stream()
                    .mapToDouble(outlook -> problem.netW(plan, outlook, at))
                    .max()
                    .orElse(0);
            add(
                    breaches,
                    SiteBreach.Rule.CONTRACT,
                    slot,
                    (Math.min(needW, grid.importLimitW()) - grid.allowedW()) / 1000);
            add(breaches, SiteBreach.Rule.SUPPLY, slot, (needW - grid.importLimitW()) / 1000);
        }
        for (int index = 0; index < jobW.length; index++) {
            var job = problem.jobs().get(index);
            int end = Math.min(job.deadline(), problem.slots());
            double missingJ = job.energyJ(problem.stepS());
            for (int slot = job.release(); slot < end; slot++) {
                missingJ -= jobW[index][slot] * problem.stepS();
            }
            double unitJ = job.interruptible() ? 3.6e6 : job.energyJ(problem.stepS());
            add(breaches, SiteBreach.Rule.JOB, index, missingJ / unitJ);
        }
        double missingKwh = (problem.endJ() - endJ) / 3.6e6;
        if (missingKwh > 1e-6 * (1 + problem.endJ() / 3.6e6)) {
            breaches.add(new SiteBreach(SiteBreach.Rule.END, 0, missingKwh));
        }
        return breaches;
    }

    private static void add(List<SiteBreach> breaches, SiteBreach.Rule rule, int index, double amount) {
        if (amount > LEAST_KW) {
            breaches.add(new SiteBreach(rule, index, amount));
        }
    }

    /** {@return mean of an array over the outlooks of a problem, by their weights} */
    static double[] mean(SiteProblem problem, Function<SiteOutlook, double[]> part) {
        var mean = new double[problem.slots()];
        double weights =
                problem.outlooks().stream().mapToDouble(SiteOutlook::weight).sum();
        for (var outlook : problem.outlooks()) {
            double[] values = part.apply(outlook);
            Arrays.setAll(mean, slot -> mean[slot] + outlook.weight() / weights * values[slot]);
        }
        return mean;
    }
}
