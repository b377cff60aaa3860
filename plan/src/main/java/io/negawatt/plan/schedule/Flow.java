package io.negawatt.plan.schedule;

import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.tasks.Assembly;
import io.negawatt.plan.tasks.JobOptimizer;
import io.negawatt.plan.tasks.Model;
import io.negawatt.plan.tasks.Solution;
import io.negawatt.plan.tasks.Task;
import io.negawatt.plan.tasks.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The best plan of jobs that may pause at will, each on one device of one zone: a minimum-cost flow, see {@link Exchange}. Limits
 * in watts are part of it where all jobs draw the same.
 */
final class Flow implements JobOptimizer {
    /** The largest cost of a slot as a whole number, which leaves room for the sums along a path. */
    private static final double LARGEST_COST = 0x1p34;

    private static final double LARGEST_MISSING = 0x1p58;
    private static final long UNDONE = 1L << 52;

    @Override
    public String id() {
        return "flow";
    }

    @Override
    public boolean proves() {
        return true;
    }

    @Override
    public boolean suits(JobProblem problem) {
        boolean sameWatts =
                problem.jobs().stream().mapToDouble(Job::powerW).distinct().count() <= 1;
        boolean limited = problem.zones().stream()
                .anyMatch(zone -> !Arrays.stream(zone.limitW()).allMatch(Double::isInfinite));
        return (sameWatts || !limited)
                && problem.objective().budget().isEmpty()
                && problem.objective().weight(Goal.PEAK) == 0
                && problem.jobs().stream().allMatch(job -> suits(problem, job));
    }

    private static boolean suits(JobProblem problem, Job job) {
        var conduct = job.conduct();
        return conduct.interruptible()
                && !conduct.isElastic()
                && conduct.devices() == 1
                && conduct.after().isEmpty()
                && conduct.startUp().joules() == 0
                && problem.slots().holding(conduct.shortestRun()) <= 1
                && (problem.zones().size() == 1 || job.siting().zones().size() == 1);
    }

    @Override
    public JobPlan plan(JobProblem problem) {
        return Assembly.plan(id(), problem, Flow::solve);
    }

    static Solution solve(Model model) {
        return new Network(model).solve();
    }

    /** The slots of all zones in a row, and the costs of the tasks in them. */
    private static final class Network {
        private final Model model;
        private final List<Task> tasks;
        private final int[] capacity;
        private final int[] first;
        private final int[] need;
        private final double[][] costs;
        private final double[] missing;

        Network(Model model) {
            this.model = model;
            this.tasks = model.tasks();
            double watts = tasks.isEmpty() ? 1 : Math.max(tasks.getFirst().watts(), Double.MIN_NORMAL);
            this.capacity = IntStream.range(0, model.zones() * model.slots())
                    .map(i -> capacity(i / model.slots(), i % model.slots(), watts))
                    .toArray();
            this.first = tasks.stream()
                    .mapToInt(task -> zone(task) * model.slots() + task.release())
                    .toArray();
            this.need = tasks.stream().mapToInt(Task::need).toArray();
            this.costs = tasks.stream().map(this::costs).toArray(double[][]::new);
            this.missing = tasks.stream().mapToDouble(model::missing).toArray();
        }

        private static int zone(Task task) {
            return task.sites().getFirst().zone();
        }

        private int capacity(int zone, int slot, double watts) {
            double room = Math.min(model.devices(zone, slot), model.limitW(zone, slot) / watts * (1 + 1e-12));
            return (int) Math.min(tasks.size(), Math.floor(room));
        }

        private double[] costs(Task task) {
            int zone = zone(task);
            return IntStream.range(task.release(), Math.max(task.release(), task.latest()))
                    .mapToDouble(slot -> model.score(zone, slot) * task.slotKwh() + model.late(task, slot))
                    .toArray();
        }

        Solution solve() {
            boolean strict = !model.mayBeLate();
            double scale = scale(strict);
            long[] undone = IntStream.range(0, tasks.size())
                    .mapToLong(i -> strict ? UNDONE : Math.round(missing[i] * scale))
                    .toArray();
            long[][] whole = new long[tasks.size()][];
            for (int i = 0; i < whole.length; i++) {
                whole[i] = Arrays.stream(costs[i])
                        .mapToLong(cost -> Math.round(cost * scale))
                        .toArray();
            }
            var exchange = new Exchange(capacity, first, need, whole, undone).solve();
            double[] prices = Arrays.stream(exchange.prices())
                    .mapToDouble(price -> price / scale)
                    .toArray();
            double fixed = tasks.stream()
                    .mapToDouble(task -> task.sites().getFirst().fixedScore())
                    .sum();
            return new Solution(ways(exchange), fixed + Exchange.bound(capacity, need, costs, first, missing, prices));
        }

        private double scale(boolean strict) {
            double most = Arrays.stream(costs)
                    .flatMapToDouble(Arrays::stream)
                    .map(Math::abs)
                    .max()
                    .orElse(1);
            double fine = most > 0 ? LARGEST_COST / most : 1;
            double worst = Arrays.stream(missing).max().orElse(1);
            return strict ? fine : LARGEST_MISSING / worst;
        }

        private List<Optional<Way>> ways(Exchange exchange) {
            var ways = new ArrayList<Optional<Way>>();
            for (int i = 0; i < tasks.size(); i++) {
                int task = i;
                int base = zone(tasks.get(i)) * model.slots();
                int[] held = IntStream.range(
                                tasks.get(i).release(), tasks.get(i).latest())
                        .filter(slot -> exchange.holds(task, base + slot))
                        .toArray();
                ways.add(held.length == 0 ? Optional.empty() : Optional.of(way(zone(tasks.get(i)), held)));
            }
            return ways;
        }

        private static Way way(int zone, int[] slots) {
            return new Way(zone, slots, IntStream.of(slots).map(_ -> 1).toArray(), 0);
        }
    }
}
