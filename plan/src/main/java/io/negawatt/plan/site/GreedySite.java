package io.negawatt.plan.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Good practice without a solver: each job at its cheapest time, then energy through the battery from the cheapest slot to the
 * dearest one after it, pair by pair, the best pair first, within a day.
 */
public final class GreedySite implements SiteOptimizer {
    private static final double S_PER_DAY = 86_400;
    private static final double J_PER_KWH = 3.6e6;

    @Override
    public String id() {
        return "site-greedy";
    }

    @Override
    public SitePlan plan(SiteProblem problem) {
        return new Greed(problem).plan();
    }

    /** Some energy that can go into the battery, or out of it, at one price. */
    private static final class Offer {
        private final int slot;
        private final double perKwh;
        private double leftJ;

        private Offer(int slot, double perKwh, double leftJ) {
            this.slot = slot;
            this.perKwh = perKwh;
            this.leftJ = leftJ;
        }
    }

    private record Pair(Offer in, Offer out, double gain) {}

    /** The state of one plan. Energies of offers are counted inside of the battery. */
    private static final class Greed {
        private final SiteProblem problem;
        private final int slots;
        private final double[] buy;
        private final double[] sell;
        private final double[] netW;
        /** The least that any outlook draws: what is discharged must find its load. */
        private final double[] leastW;

        private final double[] limitW;
        private final double[] roomJ;

        private Greed(SiteProblem problem) {
            this.problem = problem;
            this.slots = problem.slots();
            this.buy = RuledPlan.mean(problem, SiteOutlook::buyPerKwh);
            this.sell = RuledPlan.mean(problem, SiteOutlook::sellPerKwh);
            this.netW = RuledPlan.mean(
                    problem,
                    outlook ->
                            IntStream.range(0, slots).mapToDouble(outlook::netW).toArray());
            this.leastW = new double[slots];
            Arrays.setAll(
                    leastW,
                    slot -> problem.outlooks().stream()
                            .mapToDouble(outlook -> outlook.netW(slot))
                            .min()
                            .orElse(0));
            this.limitW = new double[slots];
            double[] ceilingW = problem.demand().ceilingW();
            Arrays.setAll(
                    limitW,
                    slot -> Math.min(
                            problem.site().grid().allowedW(),
                            ceilingW[problem.demand().month()[slot]]));
            this.roomJ = new double[slots];
        }

        private SitePlan plan() {
            var jobs = new double[problem.jobs().size()][slots];
            IntStream.range(0, jobs.length)
                    .boxed()
                    .sorted(Comparator.comparingInt(
                            index -> problem.jobs().get(index).deadline()))
                    .forEach(index -> place(index, jobs[index]));
            if (problem.demand().matters()) {
                keepPeaks();
            }
            var battery = problem.site().battery();
            Arrays.fill(roomJ, Math.max(0, battery.mostJ() - problem.startJ()));
            var in = new double[slots];
            var out = new double[slots];
            for (var pair : pairs()) {
                move(pair, in, out);
            }
            for (int slot = 0; slot < slots; slot++) {
                double both = in[slot] - out[slot];
                in[slot] = Math.max(0, both) / battery.chargeEfficiency() / problem.stepS();
                out[slot] = Math.max(0, -both) * battery.dischargeEfficiency() / problem.stepS();
            }
            return RuledPlan.of(problem, in, out, jobs);
        }

        /** A job that may pause takes its cheapest slots, any other its cheapest start; both keep to the contract if they can. */
        private void place(int index, double[] jobW) {
            var job = problem.jobs().get(index);
            if (job.interruptible()) {
                fill(job, jobW);
            } else {
                double[] price = perJobW(job.mostW());
                int start = SiteStarts.cheapest(job, price);
                double[] chosen = job.powerW(start < 0 ? job.release() : start, slots);
                System.arraycopy(chosen, 0, jobW, 0, slots);
            }
            Arrays.setAll(netW, slot -> netW[slot] + jobW[slot] * (1 + problem.coolingShare()[slot]));
            Arrays.setAll(leastW, slot -> leastW[slot] + jobW[slot] * (1 + problem.coolingShare()[slot]));
        }

        private void fill(SiteJob job, double[] jobW) {
            double leftJ = job.energyJ(problem.stepS());
            double[] price = perJobW(job.mostW());
            var order = IntStream.range(job.release(), Math.max(job.release(), Math.min(job.deadline(), slots)))
                    .boxed()
                    .sorted(Comparator.comparingDouble(slot -> price[slot]))
                    .toList();
            for (int slot : order) {
                jobW[slot] = Math.min(job.mostW(), leftJ / problem.stepS());
                leftJ -= jobW[slot] * problem.stepS();
            }
        }

        /** {@return price of a kW in each slot; dear where the contract would not bear it} */
        private double[] perJobW(double watts) {
            double dear = Arrays.stream(buy).map(Math::abs).max().orElse(0) * 10 + 1;
            var price = new double[slots];
            for (int slot = 0; slot < slots; slot++) {
                double drawn = 1 + problem.coolingShare()[slot];
                boolean bears = netW[slot] + watts * drawn <= limitW[slot];
                price[slot] = drawn * (netW[slot] < -watts * drawn ? sell[slot] : buy[slot]) + (bears ? 0 : dear);
            }
            return price;
        }

        /** What is charged never lifts a peak of a month. */
        private void keepPeaks() {
            double[] importW =
                    Arrays.stream(netW).map(watts -> Math.max(0, watts)).toArray();
            double[] peaksW = problem.demand().peaksW(importW);
            Arrays.setAll(
                    limitW,
                    slot -> Math.min(limitW[slot], peaksW[problem.demand().month()[slot]]));
        }

        private List<Pair> pairs() {
            var battery = problem.site().battery();
            int reach = (int) Math.max(1, S_PER_DAY / problem.stepS());
            double wear = battery.wear().perJ() * J_PER_KWH;
            var offers = offersIn();
            var wanted = offersOut();
            var pairs = new ArrayList<Pair>();
            for (var in : offers) {
                for (var out : wanted) {
                    double gain = (out.perKwh - wear) * battery.dischargeEfficiency()
                            - (in.perKwh + wear) / battery.chargeEfficiency();
                    boolean isLater = in.slot < 0 || (out.slot > in.slot && out.slot - in.slot <= reach);
                    if (gain > 0 && isLater) {
                        pairs.add(new Pair(in, out, gain));
                    }
                }
            }
            pairs.sort(Comparator.comparingDouble((Pair pair) -> -pair.gain));
            return pairs;
        }

        private List<Offer> offersIn() {
            var battery = problem.site().battery();
            var offers = new ArrayList<Offer>();
            double keepJ = Math.max(problem.endJ(), battery.leastJ());
            offers.add(new Offer(-1, 0, Math.max(0, problem.startJ() - keepJ)));
            for (int slot = 0; slot < slots; slot++) {
                double spareW = Math.clamp(-netW[slot], 0, battery.chargeW());
                double gridW = Math.clamp(limitW[slot] - Math.max(0, netW[slot]), 0, battery.chargeW() - spareW);
                double joules = battery.chargeEfficiency() * problem.stepS();
                double spared = problem.site().grid().exportLimitW() > 0 ? Math.max(0, sell[slot]) : 0;
                offers.add(new Offer(slot, spared, spareW * joules));
                offers.add(new Offer(slot, buy[slot], gridW * joules));
            }
            return offers;
        }

        private List<Offer> offersOut() {
            var battery = problem.site().battery();
            var offers = new ArrayList<Offer>();
            for (int slot = 0; slot < slots; slot++) {
                double usedW = Math.clamp(leastW[slot], 0, battery.dischargeW());
                double room = Math.max(0, problem.site().grid().exportLimitW() - Math.max(0, -leastW[slot]));
                double soldW = Math.clamp(room, 0, battery.dischargeW() - usedW);
                double joules = problem.stepS() / battery.dischargeEfficiency();
                offers.add(new Offer(slot, buy[slot], usedW * joules));
                offers.add(new Offer(slot, sell[slot], soldW * joules));
            }
            return offers;
        }

        /** Moves as much as both offers and the store in between can bear. */
        private void move(Pair pair, double[] in, double[] out) {
            double joules = Math.min(pair.in.leftJ, pair.out.leftJ);
            for (int slot = pair.in.slot; slot < pair.out.slot && joules > 0; slot++) {
                joules = slot < 0 ? joules : Math.min(joules, pair.in.slot < 0 ? joules : roomJ[slot]);
            }
            if (joules <= 0) {
                return;
            }
            pair.in.leftJ -= joules;
            pair.out.leftJ -= joules;
            for (int slot = Math.max(0, pair.in.slot); slot < pair.out.slot; slot++) {
                roomJ[slot] -= pair.in.slot < 0 ? 0 : joules;
            }
            for (int slot = pair.out.slot; slot < slots && pair.in.slot < 0; slot++) {
                roomJ[slot] += joules;
            }
            if (pair.in.slot >= 0) {
                in[pair.in.slot] += joules;
            }
            out[pair.out.slot] += joules;
        }
    }
}
