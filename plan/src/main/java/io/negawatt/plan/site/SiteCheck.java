package io.negawatt.plan.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Checks a plan against every rule of its problem, from its schedule alone: none of the code that made the plan is used. What the
 * plan says that it breaks is no fault; what it breaks and does not say is.
 */
public final class SiteCheck {
    /** Largest error of a power, of the largest one of the problem. */
    private static final double TOLERANCE = 1e-6;

    private final SiteProblem problem;
    private final SitePlan plan;
    private final List<String> faults = new ArrayList<>();
    private final double roundingW;

    private SiteCheck(SiteProblem problem, SitePlan plan) {
        this.problem = problem;
        this.plan = plan;
        this.roundingW = 1e-2 + TOLERANCE * scaleW(problem);
    }

    private static double scaleW(SiteProblem problem) {
        double battery =
                problem.site().battery().chargeW() + problem.site().battery().dischargeW();
        double load = problem.outlooks().stream()
                .flatMapToDouble(outlook -> Arrays.stream(outlook.loadW()))
                .max()
                .orElse(0);
        return battery
                + load
                + problem.jobs().stream().mapToDouble(SiteJob::mostW).sum();
    }

    /** {@return what is wrong with a plan; empty where nothing is} */
    public static List<String> faults(SiteProblem problem, SitePlan plan) {
        var check = new SiteCheck(problem, plan);
        boolean mayBreak = !plan.breaches().isEmpty();
        check.battery(mayBreak);
        for (int index = 0; index < problem.jobs().size(); index++) {
            check.job(index, mayBreak);
        }
        problem.outlooks().forEach(outlook -> check.border(outlook, mayBreak));
        return check.faults;
    }

    private void battery(boolean mayBreak) {
        var battery = problem.site().battery();
        double storedJ = problem.startJ();
        double roundingJ = roundingW * problem.stepS() * Math.sqrt(problem.slots());
        for (int slot = 0; slot < problem.slots(); slot++) {
            double inW = plan.chargeW()[slot];
            double outW = plan.dischargeW()[slot];
            within("charge", slot, inW, battery.chargeW());
            within("discharge", slot, outW, battery.dischargeW());
            require(Math.min(inW, outW) <= roundingW, "charges %s W and discharges %s W in slot %d", inW, outW, slot);
            double keeps = Math.exp(-battery.leakPerS() * problem.stepS());
            double flowW = inW * battery.chargeEfficiency() - outW / battery.dischargeEfficiency();
            storedJ = keeps * storedJ + flowW * battery.effectiveS(problem.stepS());
            require(storedJ <= battery.mostJ() + roundingJ, "holds %s J after slot %d", storedJ, slot);
            // A leak may empty it below its floor; whoever discharges may not.
            boolean drained = outW > roundingW && storedJ < battery.leastJ() - roundingJ;
            require(!drained && storedJ >= -roundingJ, "holds only %s J after slot %d", storedJ, slot);
        }
        require(mayBreak || storedJ >= problem.endJ() - roundingJ, "ends with %s J", storedJ);
    }

    private void job(int index, boolean mayBreak) {
        var job = problem.jobs().get(index);
        double energyJ = 0;
        int first = -1;
        for (int slot = 0; slot < problem.slots(); slot++) {
            double watts = plan.jobW()[index][slot];
            energyJ += watts * problem.stepS();
            within("job " + job.id(), slot, watts, job.mostW());
            boolean inTime = slot >= job.release() && slot < job.deadline();
            require(inTime || mayBreak || watts <= roundingW, "job %s runs in slot %d", job.id(), slot);
            first = first < 0 && watts > roundingW ? slot : first;
        }
        double neededJ = job.energyJ(problem.stepS());
        double roundingJ = roundingW * problem.stepS() * (1 + job.shapeW().length);
        require(energyJ <= neededJ + roundingJ, "job %s gets %s J", job.id(), energyJ);
        require(mayBreak || energyJ >= neededJ - roundingJ, "job %s gets only %s J", job.id(), energyJ);
        if (!job.interruptible() && !mayBreak && first >= 0) {
            shape(index, first);
        }
    }

    private void shape(int index, int first) {
        double[] shapeW = problem.jobs().get(index).shapeW();
        int lead = 0;
        while (lead < shapeW.length - 1 && shapeW[lead] <= roundingW) {
            lead++;
        }
        for (int i = lead; i < shapeW.length && first - lead + i < problem.slots(); i++) {
            double gotW = plan.jobW()[index][first - lead + i];
            require(
                    Math.abs(gotW - shapeW[i]) <= roundingW,
                    "job %s gets %s W for %s W",
                    problem.jobs().get(index).id(),
                    gotW,
                    shapeW[i]);
        }
    }

    private void border(SiteOutlook outlook, boolean mayBreak) {
        var grid = problem.site().grid();
        double[] netW = problem.netW(plan, outlook);
        for (int slot = 0; slot < problem.slots(); slot++) {
            double needW = netW[slot];
            double leastImportW = Math.max(0, needW);
            require(
                    mayBreak || leastImportW <= grid.allowedW() + roundingW,
                    "imports %s W in slot %d",
                    leastImportW,
                    slot);
            double mustGoW = Math.max(0, -needW - outlook.freshW()[slot]);
            require(mustGoW <= grid.exportLimitW() + roundingW, "exports %s W in slot %d", mustGoW, slot);
        }
    }

    private void within(String what, int slot, double watts, double mostW) {
        require(watts >= -roundingW && watts <= mostW + roundingW, "%s of %s W in slot %d", what, watts, slot);
    }

    @SuppressWarnings("AnnotateFormatMethod") // All texts are above.
    private void require(boolean holds, String fault, Object... values) {
        if (!holds) {
            faults.add(fault.formatted(values));
        }
    }
}
