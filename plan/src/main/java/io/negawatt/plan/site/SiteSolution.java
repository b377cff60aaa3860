package io.negawatt.plan.site;

import java.util.BitSet;

/** Reads the plan off a solved {@link SiteModel}. */
final class SiteSolution {
    private SiteSolution() {}

    static SitePlan of(SiteModel model, double bound) {
        var problem = model.problem;
        double[] charge = SiteFlow.watts(model.charge);
        double[] discharge = SiteFlow.watts(model.discharge);
        var jobs = jobs(model);
        var first = model.flows.getFirst();
        double[] curtail = SiteFlow.watts(first.curtailed);
        double[] exported = SiteFlow.watts(first.exported);
        for (int slot = 0; slot < model.slots; slot++) {
            double savedW = untangle(problem, charge, discharge, slot);
            double importW = Math.max(0, first.importW(slot) - savedW);
            double needW = first.outlook.loadW()[slot]
                    + charge[slot]
                    - discharge[slot]
                    + sum(jobs, slot) * (1 + problem.coolingShare()[slot]);
            double usedW = needW - importW + exported[slot];
            double freshW = first.outlook.freshW()[slot];
            curtail[slot] = savedW > 0 ? Math.clamp(freshW - usedW, 0, freshW) : curtail[slot];
        }
        double cost = model.solver.objective().value();
        return new SitePlan(charge, discharge, curtail, jobs, cost, bound, SiteBreach.of(model));
    }

    /**
     * {@return slots in which the battery charges and discharges at once to get rid of energy that it will be paid to take later:
     * what that saves at the bus has nowhere to go}
     */
    static BitSet tangled(SiteModel model) {
        double[] charge = SiteFlow.watts(model.charge);
        double[] discharge = SiteFlow.watts(model.discharge);
        double leastW = 1000 * model.roundingKw();
        var slots = new BitSet();
        for (int slot = 0; slot < model.slots; slot++) {
            double savedW = untangle(model.problem, charge, discharge, slot);
            for (var flow : model.flows) {
                double freshW = flow.outlook.freshW()[slot] - 1000 * flow.curtailed[slot].solutionValue();
                slots.set(slot, slots.get(slot) || savedW > flow.importW(slot) + freshW + leastW);
            }
        }
        return slots;
    }

    private static double sum(double[][] jobs, int slot) {
        double sum = 0;
        for (double[] job : jobs) {
            sum += job[slot];
        }
        return sum;
    }

    /** Where it costs nothing, a solver may charge and discharge at once; {@return the power that is saved by not doing so} */
    private static double untangle(SiteProblem problem, double[] charge, double[] discharge, int slot) {
        if (charge[slot] == 0 || discharge[slot] == 0) {
            return 0;
        }
        var battery = problem.site().battery();
        double busW = charge[slot] - discharge[slot];
        double storeW = charge[slot] * battery.chargeEfficiency() - discharge[slot] / battery.dischargeEfficiency();
        charge[slot] = Math.max(0, storeW) / battery.chargeEfficiency();
        discharge[slot] = Math.max(0, -storeW) * battery.dischargeEfficiency();
        return busW - (charge[slot] - discharge[slot]);
    }

    private static double[][] jobs(SiteModel model) {
        var jobs = new double[model.problem.jobs().size()][model.slots];
        for (int index = 0; index < jobs.length; index++) {
            double[] watts = SiteFlow.watts(model.spread.get(index));
            System.arraycopy(
                    watts, 0, jobs[index], model.problem.jobs().get(index).release(), watts.length);
        }
        for (var column : model.columns) {
            double share = column.taken().solutionValue();
            double[] shapeW = model.problem.jobs().get(column.job()).shapeW();
            for (int i = 0; i < shapeW.length && share > 1e-9; i++) {
                jobs[column.job()][column.start() + i] += share * shapeW[i];
            }
        }
        return jobs;
    }
}
