package io.negawatt.plan.site;

import java.util.List;

/** The least cost of a small site by trying everything on a grid of stored energy and of job power. */
public final class SiteBruteForce {
    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final double ROUNDING = 1e-9;

    private final SiteProblem problem;
    private final int perKwh;
    private final double[] jobsKw;
    private double least = NEVER;

    private SiteBruteForce(SiteProblem problem, int perKwh) {
        this.problem = problem;
        this.perKwh = perKwh;
        this.jobsKw = new double[problem.slots()];
    }

    /** {@return the least cost; infinite where nothing keeps every rule} */
    public static double leastCost(SiteProblem problem, int perKwh) {
        var search = new SiteBruteForce(problem, perKwh);
        search.job(0);
        return search.least;
    }

    private void job(int index) {
        if (index == problem.jobs().size()) {
            slot(0, (int) Math.round(problem.startJ() / 3.6e6 * perKwh), 0, 0);
            return;
        }
        var job = problem.jobs().get(index);
        if (job.interruptible()) {
            int units = (int) Math.round(job.energyJ(3600) / 3.6e6 * perKwh);
            spread(index, job.release(), units);
        } else {
            for (int start = job.release();
                    start + job.shapeW().length <= Math.min(job.deadline(), problem.slots());
                    start++) {
                run(index, start, 1);
                job(index + 1);
                run(index, start, -1);
            }
        }
    }

    private void run(int index, int start, int sign) {
        double[] shapeW = problem.jobs().get(index).shapeW();
        for (int i = 0; i < shapeW.length; i++) {
            jobsKw[start + i] += sign * shapeW[i] / 1000;
        }
    }

    private void spread(int index, int slot, int units) {
        var job = problem.jobs().get(index);
        if (units == 0) {
            job(index + 1);
        } else if (slot < Math.min(job.deadline(), problem.slots())) {
            int most = Math.min(units, (int) Math.round(job.mostW() / 1000 * perKwh));
            for (int now = 0; now <= most; now++) {
                jobsKw[slot] += (double) now / perKwh;
                spread(index, slot + 1, units - now);
                jobsKw[slot] -= (double) now / perKwh;
            }
        }
    }

    private void slot(int slot, int stored, double cost, double peakKw) {
        var battery = problem.site().battery();
        if (slot == problem.slots()) {
            if (stored >= problem.endJ() / 3.6e6 * perKwh - ROUNDING) {
                least = Math.min(least, cost + problem.demand().perKw() * peakKw);
            }
            return;
        }
        int levels = (int) Math.round(battery.capacityJ() / 3.6e6 * perKwh);
        for (int next = 0; next <= levels; next++) {
            double change = (double) (next - stored) / perKwh;
            double charge = Math.max(0, change) / battery.chargeEfficiency();
            double discharge = Math.max(0, -change) * battery.dischargeEfficiency();
            boolean can = charge <= battery.chargeW() / 1000 + ROUNDING
                    && discharge <= battery.dischargeW() / 1000 + ROUNDING;
            if (can) {
                double wear = battery.wear().perJ() * 3.6e6 * (charge + discharge);
                border(slot, next, cost + wear, peakKw, charge - discharge);
            }
        }
    }

    /** Takes the best use of sun and wind: at one of the points where a limit or a direction changes. */
    private void border(int slot, int next, double cost, double peakKw, double batteryKw) {
        var outlook = problem.outlooks().getFirst();
        double needKw = outlook.loadW()[slot] / 1000 + jobsKw[slot] + batteryKw;
        double freshKw = outlook.freshW()[slot] / 1000;
        double limitKw = problem.site().grid().allowedW() / 1000;
        double exportKw = problem.site().grid().exportLimitW() / 1000;
        double best = NEVER;
        double importKw = NEVER;
        for (double used : List.of(freshKw, 0.0, needKw, needKw - limitKw, needKw + exportKw)) {
            double netKw = needKw - Math.clamp(used, 0, freshKw);
            boolean can = netKw <= limitKw + ROUNDING && -netKw <= exportKw + ROUNDING;
            double price = netKw >= 0 ? netKw * outlook.buyPerKwh()[slot] : netKw * outlook.sellPerKwh()[slot];
            boolean better = price < best - ROUNDING || price < best + ROUNDING && Math.max(0, netKw) < importKw;
            if (can && better) {
                best = price;
                importKw = Math.max(0, netKw);
            }
        }
        if (best < NEVER) {
            slot(slot + 1, next, cost + best, Math.max(peakKw, importKw));
        }
    }
}
