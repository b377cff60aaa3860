package io.negawatt.plan.site;

import io.negawatt.plan.site.SiteModel.Column;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Many jobs with many starts: only starts that could lower the cost become columns. The relaxation tells what power is worth in
 * each slot; under those prices the best start of each job is looked up, until none pays. Its value, less what could still be
 * gained, bounds every schedule from below (L. Lasdon, "Optimization Theory for Large Systems", 1970). Then jobs are fixed one
 * batch after the other, the surest first.
 */
final class SiteColumns {
    private static final int MOST_ROUNDS = 100;
    private static final double GOOD_GAP = 1e-4;
    private static final double LEAST_GAIN = 1e-7;
    private static final double SURE = 0.99;
    private static final int BATCHES = 20;
    private static final int FREED = 8;
    private static final int MOST_TRIES = 40;
    private static final long WORK = 60_000;

    private final SiteProblem problem;
    private final SiteModel model;
    private final Set<Integer> open = new HashSet<>();
    private final Map<Integer, Column> chosen = new HashMap<>();
    private final Set<Long> made = new HashSet<>();
    /** Whether the last look for starts has found a new one. */
    private boolean grew;

    private double bound = Double.NEGATIVE_INFINITY;
    private SitePrices prices = new SitePrices(0);

    SiteColumns(SiteProblem problem) {
        this.problem = problem;
        this.model = new SiteModel(problem, false);
    }

    SitePlan plan() {
        try (model) {
            seed();
            if (!LeastCostSite.solve(model)) {
                model.relax();
                generate();
                model.hold();
            }
            bound = generate();
            dive();
            improve();
            var apart = SiteSolution.tangled(model);
            return model.hasSwitches() || !apart.isEmpty() ? switched(apart) : SiteSolution.of(model, bound);
        }
    }

    /** {@return the prices of the best bound, of one outlook} */
    SitePrices prices() {
        return prices;
    }

    /** Begins with the start under the mean price, the earliest and the latest. */
    private void seed() {
        var meanPerKw = new double[model.slots];
        for (var outlook : problem.outlooks()) {
            for (int slot = 0; slot < model.slots; slot++) {
                meanPerKw[slot] += outlook.weight() * outlook.buyPerKwh()[slot];
            }
        }
        for (int index = 0; index < problem.jobs().size(); index++) {
            var job = problem.jobs().get(index);
            int last = SiteStarts.last(job, model.slots);
            if (!job.interruptible() && last >= job.release()) {
                open.add(index);
                add(index, SiteStarts.cheapest(job, meanPerKw));
                add(index, job.release());
                add(index, last);
            }
        }
    }

    private boolean add(int job, int start) {
        boolean isNew = made.add((long) job * model.slots + start);
        if (isNew) {
            model.add(job, start);
        }
        return isNew;
    }

    /** Makes columns until no other start could pay; {@return what bounds the cost of every schedule from below} */
    private double generate() {
        double least = Double.NEGATIVE_INFINITY;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (!LeastCostSite.solve(model)) {
                throw new IllegalStateException("a program that grew has lost its solution");
            }
            double value = model.solver.objective().value();
            grew = false;
            // Read before columns are added: the solver forgets the prices of a program that grows.
            var now = SitePrices.of(model);
            double gain = price(now.drawn(problem));
            if (value - gain > least) {
                least = value - gain;
                prices = now;
            }
            if (!grew || value - least <= GOOD_GAP * Math.abs(value)) {
                break;
            }
        }
        return least;
    }

    /** Adds the starts that pay most; {@return what all jobs together could gain at most} */
    private double price(double[] perKw) {
        double[] worth = model.done.stream().mapToDouble(row -> row.dualValue()).toArray();
        double gain = 0;
        for (int index : open) {
            gain += price(index, perKw, worth[index]);
        }
        return gain;
    }

    private double price(int index, double[] perKw, double worth) {
        var job = problem.jobs().get(index);
        int last = SiteStarts.last(job, model.slots);
        double best = 0;
        double before = Double.POSITIVE_INFINITY;
        double here = SiteStarts.price(job, job.release(), perKw);
        for (int start = job.release(); start <= last; start++) {
            double after = start < last ? SiteStarts.price(job, start + 1, perKw) : Double.POSITIVE_INFINITY;
            double gain = worth - here;
            if (gain > LEAST_GAIN && here <= before && here <= after) {
                best = Math.max(best, gain);
                grew |= add(index, start);
            }
            before = here;
            here = after;
        }
        return best;
    }

    /** Fixes open jobs one after the other, the surest first, and lets battery and other jobs follow each time. */
    private void dive() {
        solve();
        while (!open.isEmpty()) {
            var surest = surest();
            int atLeast = Math.ceilDiv(surest.size(), BATCHES);
            for (int i = 0; i < surest.size(); i++) {
                if (i < atLeast || surest.get(i).share > SURE) {
                    fix(surest.get(i).column);
                }
            }
            solve();
        }
    }

    /** How much of a start the last solve has taken. */
    private record Share(Column column, double share) {}

    /** {@return of each open job the start that is taken most, the surest first} */
    private List<Share> surest() {
        var most = new TreeMap<Integer, Share>();
        for (var column : model.columns) {
            if (open.contains(column.job())) {
                most.merge(
                        column.job(),
                        new Share(column, column.taken().solutionValue()),
                        (one, other) -> other.share > one.share ? other : one);
            }
        }
        return most.values().stream()
                .sorted(Comparator.comparingDouble(share -> -share.share))
                .toList();
    }

    /** Frees some jobs at a time that are released one after the other, and fixes them anew; keeps what is cheaper. */
    private void improve() {
        var random = new SplittableRandom(problem.slots());
        var jobs = chosen.keySet().stream()
                .sorted(Comparator.comparingInt(
                                (Integer job) -> problem.jobs().get(job).release())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        int rounds = jobs.size() < 2 ? 0 : (int) Math.min(MOST_TRIES, WORK / problem.slots());
        double cost = model.solver.objective().value();
        for (int round = 0; round < rounds && cost - bound > GOOD_GAP * Math.abs(cost); round++) {
            var before = Map.copyOf(chosen);
            int first = random.nextInt(jobs.size());
            for (int i = 0; i < FREED; i++) {
                free(jobs.get((first + i) % jobs.size()));
            }
            dive();
            if (model.solver.objective().value() < cost) {
                cost = model.solver.objective().value();
            } else {
                before.values().forEach(this::fix);
                solve();
            }
        }
    }

    private void solve() {
        if (!LeastCostSite.solve(model)) {
            model.relax();
            LeastCostSite.solve(model);
            model.hold();
            LeastCostSite.solve(model);
        }
    }

    private void fix(Column column) {
        open.remove(column.job());
        chosen.put(column.job(), column);
        for (var other : model.columns) {
            if (other.job() == column.job()) {
                other.taken().setUb(other.start() == column.start() ? Double.POSITIVE_INFINITY : 0);
            }
        }
    }

    private void free(int job) {
        open.add(job);
        for (var column : model.columns) {
            if (column.job() == job) {
                column.taken().setUb(Double.POSITIVE_INFINITY);
            }
        }
    }

    /** Slots that need a switch get it once the jobs stand. */
    private SitePlan switched(BitSet apart) {
        var taken = model.columns.stream()
                .filter(column -> column.taken().solutionValue() > 0.5)
                .toList();
        var plan = LeastCostSite.whole(
                problem, apart, whole -> taken.forEach(column -> whole.add(column.job(), column.start())));
        return plan.withBound(bound);
    }
}
