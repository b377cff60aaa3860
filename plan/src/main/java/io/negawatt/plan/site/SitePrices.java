package io.negawatt.plan.site;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a kW at the bus, a kWh in the battery and a kW of import above the peak are worth in each slot of a {@link SiteProblem} of
 * one outlook. Whatever they are, they bound the cost of every schedule from below (A. Geoffrion, "Lagrangean relaxation for
 * integer programming", Mathematical Programming Study 2, 1974): with the rules of balance, store and peak paid for instead of
 * kept, each quantity of a slot and each job is at its best by itself.
 */
final class SitePrices {
    private static final double W_PER_KW = 1000;
    private static final double J_PER_KWH = 3.6e6;

    private final double[] perKw;
    private final double[] perKwh;
    private final double[] perPeakKw;

    SitePrices(int slots) {
        this.perKw = new double[slots];
        this.perKwh = new double[slots];
        this.perPeakKw = new double[slots];
    }

    /** {@return the prices that the last solve of a linear program has found, those of a kW over all outlooks} */
    static SitePrices of(SiteModel model) {
        var prices = new SitePrices(model.slots);
        var flow = model.flows.getFirst();
        int windowSlots = model.problem.demand().windowSlots();
        for (int slot = 0; slot < model.slots; slot++) {
            for (var each : model.flows) {
                prices.perKw[slot] += each.balance[slot].dualValue();
            }
            prices.perKwh[slot] = -model.kept[slot].dualValue();
            if (!flow.windows.isEmpty()) {
                double perMean = flow.windows.get(slot / windowSlots).dualValue();
                prices.perPeakKw[slot] = Math.max(0, -perMean / windowSlots);
            }
        }
        return prices;
    }

    /** Takes the first prices of another as those from a slot on. */
    void put(int from, int to, SitePrices other) {
        System.arraycopy(other.perKw, 0, perKw, from, to - from);
        System.arraycopy(other.perKwh, 0, perKwh, from, to - from);
        System.arraycopy(other.perPeakKw, 0, perPeakKw, from, to - from);
    }

    /** {@return for each slot the price of a kW of a job, with its cooling} */
    double[] drawn(SiteProblem problem) {
        var drawn = new double[perKw.length];
        Arrays.setAll(drawn, slot -> perKw[slot] * (1 + problem.coolingShare()[slot]));
        return drawn;
    }

    /** {@return what no schedule that keeps every rule costs less than} */
    double bound(SiteProblem problem) {
        return grid(problem) + peaks(problem) + battery(problem) + jobs(problem);
    }

    private double grid(SiteProblem problem) {
        var outlook = problem.outlooks().getFirst();
        var grid = problem.site().grid();
        double sum = 0;
        for (int slot = 0; slot < perKw.length; slot++) {
            double buy = problem.stepH() * outlook.buyPerKwh()[slot] + perPeakKw[slot];
            double sell = problem.stepH() * outlook.sellPerKwh()[slot];
            sum += perKw[slot] * outlook.netW(slot) / W_PER_KW
                    + least(buy - perKw[slot], 0, grid.allowedW() / W_PER_KW)
                    + least(perKw[slot] - sell, 0, grid.exportLimitW() / W_PER_KW)
                    + least(perKw[slot], 0, outlook.freshW()[slot] / W_PER_KW);
        }
        return sum;
    }

    private double peaks(SiteProblem problem) {
        var demand = problem.demand();
        if (!demand.matters()) {
            return 0;
        }
        var perMonth = new double[demand.reachedW().length];
        Arrays.fill(perMonth, demand.perKw());
        for (int slot = 0; slot < perKw.length; slot += demand.windowSlots()) {
            perMonth[demand.month()[slot]] -= demand.windowSlots() * perPeakKw[slot];
        }
        double allowedW = problem.site().grid().allowedW();
        double sum = 0;
        for (int month = 0; month < perMonth.length; month++) {
            double reachedW = demand.reachedW()[month];
            double mostW = Math.max(reachedW, Math.min(demand.ceilingW()[month], allowedW));
            sum += least(perMonth[month], reachedW / W_PER_KW, mostW / W_PER_KW);
        }
        return sum;
    }

    private double battery(SiteProblem problem) {
        var battery = problem.site().battery();
        double keeps = battery.keeps(problem.stepS());
        double hours = battery.effectiveS(problem.stepS()) / 3600;
        double wear = battery.wear().perJ() * J_PER_KWH * problem.stepH();
        double most = battery.capacityJ() > 0 ? 1 / W_PER_KW : 0;
        double[] leastJ = problem.leastJ();
        int last = perKw.length - 1;
        leastJ[last] = Math.max(leastJ[last], problem.endJ());
        double sum = -perKwh[0] * keeps * problem.startJ() / J_PER_KWH;
        for (int slot = 0; slot <= last; slot++) {
            double in = hours * battery.chargeEfficiency() * perKwh[slot];
            double out = hours / battery.dischargeEfficiency() * perKwh[slot];
            double later = slot < last ? keeps * perKwh[slot + 1] : 0;
            sum += least(wear + perKw[slot] - in, 0, most * battery.chargeW())
                    + least(wear - perKw[slot] + out, 0, most * battery.dischargeW())
                    + least(perKwh[slot] - later, leastJ[slot] / J_PER_KWH, battery.mostJ() / J_PER_KWH);
        }
        return sum;
    }

    private double jobs(SiteProblem problem) {
        double[] drawn = drawn(problem);
        return problem.jobs().stream()
                .mapToDouble(job -> job.interruptible() ? spread(job, drawn) : whole(job, drawn))
                .sum();
    }

    private static double whole(SiteJob job, double[] drawn) {
        int start = SiteStarts.cheapest(job, drawn);
        return start < 0 ? 0 : SiteStarts.price(job, start, drawn);
    }

    /** {@return the price of all of a job's energy in the cheapest of its slots} */
    private static double spread(SiteJob job, double[] drawn) {
        double[] cheapest = IntStream.range(job.release(), Math.min(job.deadline(), drawn.length))
                .mapToDouble(slot -> drawn[slot])
                .sorted()
                .toArray();
        double leftKw = Arrays.stream(job.shapeW()).sum() / W_PER_KW;
        double sum = 0;
        for (int i = 0; i < cheapest.length && leftKw > 0; i++) {
            double kw = Math.min(leftKw, job.mostW() / W_PER_KW);
            sum += kw * cheapest[i];
            leftKw -= kw;
        }
        return sum;
    }

    /** {@return the least cost of a quantity between two limits} */
    private static double least(double price, double low, double high) {
        return price * (price >= 0 ? low : high);
    }
}
