package io.negawatt.plan.tasks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The cheapest way to run one task where the costs of slots are given. */
public final class Alone {
    private static final double ROUNDING = 1e-9;

    private final Offers offers;

    public Alone(Offers offers) {
        this.offers = offers;
    }

    /** {@return the cheapest way within these slots; empty where there is none that does all of the work} */
    public Optional<Way> best(Task task, int from, int to) {
        Optional<Way> best = Optional.empty();
        for (var site : task.sites()) {
            var way = in(task, site.zone(), from, to)
                    .map(found ->
                            new Way(found.zone(), found.slots(), found.devices(), found.cost() + site.fixedScore()));
            if (way.isPresent()
                    && (best.isEmpty() || way.get().cost() < best.get().cost())) {
                best = way;
            }
        }
        return best;
    }

    /** {@return the cheapest way in one zone, without the cost of moving there} */
    public Optional<Way> in(Task task, int zone, int from, int to) {
        if (to - from < task.span()) {
            return Optional.empty();
        }
        if (task.isElastic()) {
            return elastic(task, zone, from, to);
        }
        if (!task.interruptible()) {
            return inOnePiece(task, zone, from, to);
        }
        return task.isLoose() ? loose(task, zone, from, to) : new Pieces(task, zone, from, to).best();
    }

    private Optional<Way> inOnePiece(Task task, int zone, int from, int to) {
        var costs = new double[to - from];
        offers.fill(task, zone, from, costs);
        var sums = new double[costs.length + 1];
        int free = 0;
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < costs.length; i++) {
            boolean isFree = costs[i] < Double.POSITIVE_INFINITY;
            free = isFree ? free + 1 : 0;
            sums[i + 1] = sums[i] + (isFree ? costs[i] : 0);
            if (free >= task.need()) {
                int start = i + 1 - task.need();
                double cost = sums[i + 1] - sums[start] + offers.start(task, zone, from + start);
                if (cost < least) {
                    least = cost;
                    best = from + start;
                }
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(piece(task, zone, best, least));
    }

    public static Way piece(Task task, int zone, int start, double cost) {
        return way(task, zone, IntStream.range(start, start + task.need()).toArray(), cost);
    }

    static Way way(Task task, int zone, int[] slots, double cost) {
        var devices = new int[slots.length];
        Arrays.fill(devices, task.devices());
        return new Way(zone, slots, devices, cost);
    }

    private Optional<Way> loose(Task task, int zone, int from, int to) {
        var costs = new double[to - from];
        offers.fill(task, zone, from, costs);
        int[] slots = cheapest(costs, task.need());
        double cost = 0;
        for (int i = 0; i < slots.length; i++) {
            cost += costs[slots[i]];
            slots[i] += from;
        }
        return cost < Double.POSITIVE_INFINITY ? Optional.of(way(task, zone, slots, cost)) : Optional.empty();
    }

    /** {@return the least cost of a loose task in a zone, where each slot of its work may be missing at a cost} */
    public double inPart(Task task, int zone, double missing) {
        double[] costs = IntStream.range(task.release(), task.latest())
                .filter(slot -> offers.room(task, zone, slot) > 0)
                .mapToDouble(slot -> Math.min(missing, offers.cost(task, zone, slot, task.devices())))
                .sorted()
                .limit(task.need())
                .toArray();
        return Arrays.stream(costs).sum() + missing * (task.need() - costs.length);
    }

    /** {@return the places of the least costs, rising; of equal ones the first} */
    public static int[] cheapest(double[] costs, int count) {
        double[] sorted = costs.clone();
        Arrays.sort(sorted);
        double dearest = sorted[count - 1];
        int ties = count;
        for (int i = 0; i < count && sorted[i] < dearest; i++) {
            ties--;
        }
        var chosen = new int[count];
        int at = 0;
        for (int i = 0; i < costs.length && at < count; i++) {
            if (costs[i] < dearest || (costs[i] == dearest && ties-- > 0)) {
                chosen[at++] = i;
            }
        }
        return chosen;
    }

    /**
     * One more device in a slot.
     *
     * @param rank cost of its work, at least that of the device before it, which must come first
     */
    private record Step(int slot, int devices, double cost, double work, double rank) {}

    /** Takes the cheapest work first, and then gives back what the last step has made needless. */
    private Optional<Way> elastic(Task task, int zone, int from, int to) {
        var steps = steps(task, zone, from, to);
        var levels = new int[to - from];
        double left = task.need();
        int taken = 0;
        for (; taken < steps.size() && left > ROUNDING; taken++) {
            left -= steps.get(taken).work();
            levels[steps.get(taken).slot() - from] = steps.get(taken).devices();
        }
        if (left > ROUNDING) {
            return Optional.empty();
        }
        for (int i = taken - 1; i >= 0; i--) {
            var step = steps.get(i);
            if (levels[step.slot() - from] == step.devices() && step.work() <= ROUNDING - left && step.cost() > 0) {
                levels[step.slot() - from]--;
                left += step.work();
            }
        }
        return Optional.of(levels(task, zone, from, levels));
    }

    private List<Step> steps(Task task, int zone, int from, int to) {
        var steps = new ArrayList<Step>();
        for (int slot = from; slot < to; slot++) {
            int room = offers.room(task, zone, slot);
            double rank = Double.NEGATIVE_INFINITY;
            for (int count = 1; count <= room; count++) {
                double work = Work.rate(task, count) - (count > 1 ? Work.rate(task, count - 1) : 0);
                double cost = offers.cost(task, zone, slot, count)
                        - (count > 1 ? offers.cost(task, zone, slot, count - 1) : 0);
                if (work > 0) {
                    rank = Math.max(rank, cost / work);
                    steps.add(new Step(slot, count, cost, work, rank));
                }
            }
        }
        // The sort is stable, so that the steps of a slot keep their order.
        steps.sort(Comparator.comparingDouble(Step::rank));
        return steps;
    }

    /**
     * {@return what the task cannot cost less than in a zone: that of its best way or, of an elastic task, that of the cheapest
     * work where a device may be held for a part of a slot; infinite where it does not fit}
     */
    public double least(Task task, int zone, int from, int to) {
        if (!task.isElastic()) {
            return in(task, zone, from, to).map(Way::cost).orElse(Double.POSITIVE_INFINITY);
        }
        double left = task.need();
        double cost = 0;
        var steps = steps(task, zone, from, to);
        steps.sort(Comparator.comparingDouble(step -> step.cost() / step.work()));
        for (var step : steps) {
            double share = step.cost() < 0 ? 1 : Math.clamp(left / step.work(), 0, 1);
            cost += share * step.cost();
            left -= share * step.work();
        }
        return left > ROUNDING ? Double.POSITIVE_INFINITY : cost;
    }

    private Way levels(Task task, int zone, int from, int[] levels) {
        int[] slots = IntStream.range(0, levels.length)
                .filter(i -> levels[i] > 0)
                .map(i -> from + i)
                .toArray();
        int[] devices = IntStream.of(slots).map(slot -> levels[slot - from]).toArray();
        double cost = 0;
        for (int i = 0; i < slots.length; i++) {
            cost += offers.cost(task, zone, slots[i], devices[i]);
        }
        return new Way(zone, slots, devices, cost);
    }

    /** Runs of a least length with a cost for each start, slot by slot (dynamic programming). */
    private final class Pieces {
        private final Task task;
        private final int zone;
        private final int from;
        private final int length;
        private final int shortest;
        private final int states;
        /** Least cost with so much work done, by how long the run has lasted, 0 for a pause; the run's length stops counting. */
        private double[][] costs;

        private final short[][][] cameFrom;

        Pieces(Task task, int zone, int from, int to) {
            this.task = task;
            this.zone = zone;
            this.from = from;
            this.length = to - from;
            this.shortest = task.shortest();
            this.states = shortest + 1;
            this.costs = empty();
            this.cameFrom = new short[length][task.need() + 1][states];
        }

        private double[][] empty() {
            var table = new double[task.need() + 1][states];
            for (double[] row : table) {
                Arrays.fill(row, Double.POSITIVE_INFINITY);
            }
            return table;
        }

        Optional<Way> best() {
            costs[0][0] = 0;
            for (int i = 0; i < length; i++) {
                costs = next(i);
            }
            double[] end = costs[task.need()];
            int state = end[0] <= end[shortest] ? 0 : shortest;
            return Double.isInfinite(end[state]) ? Optional.empty() : Optional.of(traced(state, end[state]));
        }

        private double[][] next(int i) {
            var after = empty();
            boolean free = offers.room(task, zone, from + i) > 0;
            double cost = free ? offers.cost(task, zone, from + i, task.devices()) : 0;
            double start = free ? offers.start(task, zone, from + i) : 0;
            for (int done = 0; done <= Math.min(i, task.need()); done++) {
                for (int state = 0; state < states; state++) {
                    double so = costs[done][state];
                    if (!Double.isInfinite(so)) {
                        if (state == 0 || state == shortest) {
                            put(after, i, done, 0, so, state);
                        }
                        if (free && done < task.need()) {
                            int longer = Math.min(shortest, state + 1);
                            put(after, i, done + 1, longer, so + cost + (state == 0 ? start : 0), state);
                        }
                    }
                }
            }
            return after;
        }

        private void put(double[][] after, int i, int done, int state, double cost, int before) {
            if (cost < after[done][state]) {
                after[done][state] = cost;
                cameFrom[i][done][state] = (short) before;
            }
        }

        private Way traced(int last, double cost) {
            var slots = new int[task.need()];
            int done = task.need();
            int state = last;
            for (int i = length - 1; i >= 0; i--) {
                int before = cameFrom[i][done][state];
                if (state != 0) {
                    slots[--done] = from + i;
                }
                state = before;
            }
            return way(task, zone, slots, cost);
        }
    }
}
