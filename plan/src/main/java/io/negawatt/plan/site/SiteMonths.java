package io.negawatt.plan.site;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A long horizon, planned month by month: each month is planned with some days of the next in sight, and hands battery, jobs that
 * have begun and jobs that wait on to it. Few days later a plan hardly depends on where it began, so little is lost; how little, the
 * {@link SitePrices} of all months together prove, which bound every schedule of the whole horizon.
 */
final class SiteMonths {
    /** Shorter horizons are planned at once. */
    private static final int LONG = 2000;

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration IN_SIGHT = Duration.ofDays(4);
    /** What is left of a job beyond rounding. */
    private static final double LEAST_J = 1;

    private final SiteProblem problem;
    private final int slots;
    private final double[] chargeW;
    private final double[] dischargeW;
    private final double[] curtailW;
    private final double[][] jobW;
    private final double[] leftJ;
    /** Power of jobs that may not pause and have begun. */
    private final double[] runningW;

    private final SitePrices prices;
    private double storedJ;
    /** Of the month before: days of a month that is only in sight are taken to have reached as much. */
    private double peakW;

    private SiteMonths(SiteProblem problem) {
        this.problem = problem;
        this.slots = problem.slots();
        this.chargeW = new double[slots];
        this.dischargeW = new double[slots];
        this.curtailW = new double[slots];
        this.jobW = new double[problem.jobs().size()][slots];
        this.leftJ = problem.jobs().stream()
                .mapToDouble(job -> job.energyJ(problem.stepS()))
                .toArray();
        this.runningW = new double[slots];
        this.prices = new SitePrices(slots);
        this.storedJ = problem.startJ();
    }

    /** {@return a plan that keeps every rule; empty where the horizon is short or has no such parts, or where a month has none} */
    static Optional<SitePlan> plan(SiteProblem problem) {
        int month = slots(MONTH, problem);
        int longest = problem.jobs().stream()
                .mapToInt(job -> Math.min(job.deadline(), problem.slots()) - job.release())
                .max()
                .orElse(0);
        var ends = ends(problem, month);
        if (problem.slots() < LONG
                || ends.size() < 2
                || longest > month / 2
                || problem.outlooks().size() > 1) {
            return Optional.empty();
        }
        return new SiteMonths(problem).plan(ends, Math.max(longest, slots(IN_SIGHT, problem)));
    }

    private static int slots(Duration time, SiteProblem problem) {
        return (int) (time.toSeconds() / problem.stepS());
    }

    /** {@return where months end: those of the demand charge, whose peak is that of a whole month} */
    private static List<Integer> ends(SiteProblem problem, int month) {
        var demand = problem.demand();
        var ends = new ArrayList<Integer>();
        int from = 0;
        for (int slot = demand.windowSlots(); slot < problem.slots(); slot += demand.windowSlots()) {
            boolean next = demand.matters() ? demand.month()[slot] > demand.month()[from] : slot - from >= month;
            if (next) {
                ends.add(slot);
                from = slot;
            }
        }
        ends.add(problem.slots());
        return ends;
    }

    private Optional<SitePlan> plan(List<Integer> ends, int inSight) {
        int from = 0;
        for (int to : ends) {
            if (!month(from, to, Math.min(slots, to + inSight))) {
                return Optional.empty();
            }
            from = to;
        }
        var plan = new SitePlan(chargeW, dischargeW, curtailW, jobW, 0, 0, List.of());
        double cost = SiteFlows.of(problem, problem.outlooks().getFirst(), plan, curtailW)
                .cost();
        double bound = Math.min(prices.bound(problem), cost);
        return Optional.of(new SitePlan(chargeW, dischargeW, curtailW, jobW, cost, bound, List.of()));
    }

    /** Plans until {@code end} and keeps what comes before {@code to}; {@return whether that keeps every rule} */
    private boolean month(int from, int to, int end) {
        var waiting = new ArrayList<Integer>();
        for (int index = 0; index < leftJ.length; index++) {
            var job = problem.jobs().get(index);
            boolean known = job.release() < to || (job.release() < end && job.deadline() <= end);
            if (known && leftJ[index] > LEAST_J) {
                waiting.add(index);
            }
        }
        var part = part(from, end, waiting);
        var columns = new SiteColumns(part);
        var made = columns.plan();
        if (!made.breaches().isEmpty()) {
            return false;
        }
        battery(from, to, made);
        for (int place = 0; place < waiting.size(); place++) {
            job(waiting.get(place), from, to, made.jobW()[place]);
        }
        double[] importW = SiteFlows.of(part, part.outlooks().getFirst(), made, made.curtailW())
                .importW();
        peakW = part.demand().peaksW(Arrays.copyOf(importW, to - from))[0];
        prices.put(from, to, columns.prices());
        return true;
    }

    private SiteProblem part(int from, int end, List<Integer> waiting) {
        var demand = problem.demand();
        double[] reachedW = demand.reachedW().clone();
        for (int month = demand.month()[from] + 1; month < reachedW.length; month++) {
            reachedW[month] = Math.max(reachedW[month], peakW);
        }
        var outlook = problem.outlooks().getFirst();
        var loadW = Arrays.copyOfRange(outlook.loadW(), from, end);
        for (int slot = from; slot < end; slot++) {
            loadW[slot - from] += runningW[slot] * (1 + problem.coolingShare()[slot]);
        }
        var seen = new SiteOutlook(
                1,
                Arrays.copyOfRange(outlook.buyPerKwh(), from, end),
                Arrays.copyOfRange(outlook.sellPerKwh(), from, end),
                loadW,
                Arrays.copyOfRange(outlook.freshW(), from, end));
        return new SiteProblem(
                problem.site(),
                problem.timeOf(from),
                problem.stepS(),
                storedJ,
                end == slots ? problem.endJ() : 0,
                List.of(seen),
                problem.aim(),
                demand.from(from, end - from, reachedW),
                waiting.stream()
                        .map(index -> problem.jobs().get(index).from(from, leftJ[index], problem.stepS()))
                        .toList(),
                Arrays.copyOfRange(problem.coolingShare(), from, end),
                problem.idleJ() * problem.site().battery().keeps(problem.stepS() * from));
    }

    private void battery(int from, int to, SitePlan made) {
        var battery = problem.site().battery();
        double keeps = battery.keeps(problem.stepS());
        double effectiveS = battery.effectiveS(problem.stepS());
        System.arraycopy(made.chargeW(), 0, chargeW, from, to - from);
        System.arraycopy(made.dischargeW(), 0, dischargeW, from, to - from);
        System.arraycopy(made.curtailW(), 0, curtailW, from, to - from);
        for (int slot = from; slot < to; slot++) {
            double inW = chargeW[slot] * battery.chargeEfficiency();
            double outW = dischargeW[slot] / battery.dischargeEfficiency();
            storedJ = keeps * storedJ + (inW - outW) * effectiveS;
        }
        storedJ = Math.clamp(storedJ, 0, battery.mostJ());
    }

    /** A job that may not pause is kept to its end once it has begun. */
    private void job(int index, int from, int to, double[] madeW) {
        boolean pauses = problem.jobs().get(index).interruptible();
        double doneJ = problem.stepS() * Arrays.stream(madeW, 0, to - from).sum();
        if (pauses) {
            System.arraycopy(madeW, 0, jobW[index], from, to - from);
            leftJ[index] -= doneJ;
        } else if (doneJ > 0) {
            System.arraycopy(madeW, 0, jobW[index], from, madeW.length);
            for (int slot = to; slot < from + madeW.length; slot++) {
                runningW[slot] += jobW[index][slot];
            }
            leftJ[index] = 0;
        }
    }
}
