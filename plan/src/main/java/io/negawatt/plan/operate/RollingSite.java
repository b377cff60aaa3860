package io.negawatt.plan.operate;

import io.negawatt.plan.simulate.SiteController;
import io.negawatt.plan.simulate.SitePlant;
import io.negawatt.plan.site.SiteJob;
import io.negawatt.plan.site.SiteOptimizer;
import io.negawatt.plan.site.SiteOutlook;
import io.negawatt.plan.site.SitePlan;
import io.negawatt.plan.site.SiteProblem;
import io.negawatt.plan.site.SiteProblem.Aim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Plans a horizon, does the first of it, and plans again with what has come: what the battery really holds, which jobs still run,
 * the peak that the month has seen.
 *
 * <p>Between plans it follows the plan as far as the real load allows. The battery never charges into a peak: not above what the
 * site would draw by itself in this slot or has drawn without battery earlier in the month. It discharges more than planned where
 * the contract or the planned peak would be passed, and no more than the site needs where the plan sells nothing.
 */
public final class RollingSite implements SiteController {
    private final SiteCase real;
    private final SiteOptimizer optimizer;
    private final SiteForecasts forecasts;
    private final Aim aim;
    private final int horizon;
    private final int every;
    private final double[] restingW;
    private final double[] restingPeaksW;
    private final double[] windowW;
    private final double[] peaksW;
    private final double[] cooling;
    private final double[][] doneW;
    private SiteProblem problem;
    private SitePlan plan;
    private int planned;
    private double plannedCost = Double.NaN;

    /**
     * @param horizon slots that each plan looks ahead
     * @param every slots between two plans; a multiple of the window of the demand charge
     */
    public RollingSite(
            SiteCase real, SiteOptimizer optimizer, SiteForecasts forecasts, Aim aim, int horizon, int every) {
        this.real = real;
        this.optimizer = optimizer;
        this.forecasts = forecasts;
        this.aim = aim;
        this.horizon = horizon;
        this.every = every;
        this.restingW = real.restingImportW();
        this.restingPeaksW = new double[real.demand().reachedW().length];
        this.peaksW = real.demand().reachedW().clone();
        this.windowW = new double[real.slots()];
        this.cooling = real.coolingShare();
        this.doneW = new double[real.jobs().size()][real.slots()];
        this.problem = real.inHindsight();
        this.plan = new SitePlan(new double[0], new double[0], new double[0], new double[0][], 0, 0, List.of());
    }

    /** {@return what the first plan expected to pay} */
    public double plannedCost() {
        return plannedCost;
    }

    /** {@return power of each job by slot, as it was run} */
    public double[][] doneW() {
        return doneW;
    }

    @Override
    public Command decide(int step, double workW, SitePlant plant) {
        remember(step, plant);
        if (step % every == 0) {
            replan(step, plant);
        }
        int slot = step - planned;
        double jobsW = plan.jobsW(slot);
        for (int index = 0; index < doneW.length; index++) {
            doneW[index][step] = plan.jobW()[index][slot];
        }
        double loadW = workW + real.site().cooling().powerW(workW, real.world().outsideCelsius()[step]);
        double netW = loadW + jobsW * (1 + cooling[step]) - real.actual().freshW()[step] + plan.curtailW()[slot];
        return guarded(step, slot, netW, jobsW);
    }

    private Command guarded(int step, int slot, double netW, double jobsW) {
        double freeW = Math.max(Math.max(0, netW), restingPeaksW[real.demand().month()[step]]);
        double limitW = real.demand().perKw() > 0
                ? Math.min(real.site().grid().allowedW(), freeW)
                : real.site().grid().allowedW();
        double chargeW = Math.clamp(plan.chargeW()[slot], 0, Math.max(0, limitW - netW));
        boolean sells = problem.netW(plan, problem.outlooks().getFirst(), slot) < -1;
        double dischargeW = plan.dischargeW()[slot];
        dischargeW = sells ? dischargeW : Math.min(dischargeW, Math.max(0, netW));
        double shavedW = netW - Math.min(real.site().grid().allowedW(), targetW(slot, step));
        if (chargeW == 0 || shavedW > 0) {
            dischargeW = Math.max(
                    dischargeW,
                    Math.min(Math.max(0, shavedW), real.site().battery().dischargeW()));
        }
        chargeW = dischargeW > 0 ? 0 : chargeW;
        double spareW = -netW - chargeW;
        if (spareW > 0 && dischargeW == 0 && !sells) {
            chargeW = Math.min(chargeW + spareW, real.site().battery().chargeW());
        }
        return new Command(chargeW, dischargeW, plan.curtailW()[slot], jobsW);
    }

    /** {@return the peak that the plan means to keep in the month of a slot; none where peaks cost nothing} */
    private double targetW(int slot, int step) {
        if (real.demand().perKw() == 0) {
            return Double.POSITIVE_INFINITY;
        }
        var outlook = problem.outlooks().getLast();
        var importW = new double[problem.slots()];
        Arrays.setAll(importW, i -> Math.max(0, problem.netW(plan, outlook, i)));
        double[] targets = problem.demand().peaksW(importW);
        return Math.max(
                targets[problem.demand().month()[slot]], peaksW[real.demand().month()[step]]);
    }

    private void remember(int step, SitePlant plant) {
        int month = real.demand().month()[step];
        restingPeaksW[month] = Math.max(restingPeaksW[month], restingW[step]);
        if (step > 0) {
            int last = step - 1;
            int window = last / real.demand().windowSlots();
            windowW[window] += plant.importW() / real.demand().windowSlots();
            int lastMonth = real.demand().month()[last];
            peaksW[lastMonth] = Math.max(peaksW[lastMonth], windowW[window]);
        }
    }

    private void replan(int step, SitePlant plant) {
        int slots = Math.min(real.slots() - step, Math.max(horizon, farthest(step)));
        var running = new double[slots];
        var waiting = new ArrayList<SiteJob>();
        var places = new ArrayList<Integer>();
        for (int index = 0; index < real.jobs().size(); index++) {
            sort(index, step, running, waiting, places);
        }
        var outlooks = forecasts.outlooks(step, slots).stream()
                .map(outlook -> with(outlook, running, step))
                .toList();
        boolean last = step + slots >= real.slots();
        double endJ = last ? real.endJ() : Math.min(real.endJ(), plant.storedJ());
        problem = new SiteProblem(
                real.site(),
                real.timeOf(step),
                real.stepS(),
                plant.storedJ(),
                endJ,
                outlooks,
                aim,
                real.demand().from(step, slots, peaksW),
                waiting,
                Arrays.copyOfRange(cooling, step, step + slots));
        var made = optimizer.plan(problem);
        plannedCost = Double.isNaN(plannedCost) ? made.cost() : plannedCost;
        plan = new SitePlan(
                made.chargeW(),
                made.dischargeW(),
                made.curtailW(),
                allJobs(step, slots, made, places),
                made.cost(),
                made.bound(),
                made.breaches());
        problem = new SiteProblem(
                problem.site(),
                problem.start(),
                problem.stepS(),
                problem.startJ(),
                problem.endJ(),
                forecasts.outlooks(step, slots),
                aim,
                problem.demand(),
                List.of(),
                problem.coolingShare());
        planned = step;
    }

    /** {@return how far the horizon must reach so that each job that has been released can be planned to its end} */
    private int farthest(int step) {
        return real.jobs().stream()
                .filter(job -> job.release() <= step && job.deadline() > step)
                .mapToInt(job -> job.deadline() - step)
                .max()
                .orElse(0);
    }

    /** A job that cannot pause and has begun is load; one that has energy left to get waits; others do not exist yet. */
    private void sort(int index, int step, double[] running, List<SiteJob> waiting, List<Integer> places) {
        var job = real.jobs().get(index);
        double doneJ = Arrays.stream(doneW[index], 0, step).sum() * real.stepS();
        double leftJ = job.energyJ(real.stepS()) - doneJ;
        if (job.release() > step || leftJ <= 1) {
            return;
        }
        if (!job.interruptible() && doneJ > 0) {
            int began = 0;
            while (doneW[index][began] == 0) {
                began++;
            }
            for (int i = step - began; i < job.shapeW().length && began + i - step < running.length; i++) {
                running[began + i - step] += job.shapeW()[i];
                if (began + i < real.slots()) {
                    doneW[index][began + i] = job.shapeW()[i];
                }
            }
            return;
        }
        var rest = job.from(step, leftJ, real.stepS());
        int deadline = Math.max(rest.deadline(), rest.shapeW().length);
        waiting.add(new SiteJob(job.id(), 0, deadline, rest.shapeW(), job.interruptible()));
        places.add(index);
    }

    private SiteOutlook with(SiteOutlook outlook, double[] running, int step) {
        double[] loadW = outlook.loadW().clone();
        for (int slot = 0; slot < loadW.length; slot++) {
            loadW[slot] += running[slot] * (1 + cooling[step + slot]);
        }
        return new SiteOutlook(outlook.weight(), outlook.buyPerKwh(), outlook.sellPerKwh(), loadW, outlook.freshW());
    }

    /** What runs on, and what was planned, by the jobs of the case. */
    private double[][] allJobs(int step, int slots, SitePlan made, List<Integer> places) {
        var all = new double[real.jobs().size()][slots];
        for (int index = 0; index < all.length; index++) {
            int place = places.indexOf(index);
            boolean runs = place < 0 && real.jobs().get(index).release() <= step;
            for (int slot = 0; slot < slots; slot++) {
                all[index][slot] = place >= 0 ? made.jobW()[place][slot] : runs ? doneW[index][step + slot] : 0;
            }
        }
        return all;
    }
}
