package io.negawatt.plan.schedule;

import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.tasks.Alone;
import io.negawatt.plan.tasks.Assembly;
import io.negawatt.plan.tasks.JobOptimizer;
import io.negawatt.plan.tasks.Model;
import io.negawatt.plan.tasks.Occupancy;
import io.negawatt.plan.tasks.Offers;
import io.negawatt.plan.tasks.Solution;
import io.negawatt.plan.tasks.Task;
import io.negawatt.plan.tasks.Way;
import io.negawatt.plan.tasks.Windows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Plans any jobs through prices of capacity: each job takes what is cheapest for it by score and price, prices rise where too
 * much is taken and fall where there is room, and what the jobs would then pay, less what the capacity is worth, bounds every
 * plan from below (M. Fisher, "The Lagrangian relaxation method for solving integer programming problems", Management Science 27,
 * 1981; steps after B. Polyak, 1969). Plans come from placing jobs one after the other at these prices, and from moving single
 * jobs as long as that helps.
 *
 * <p>Conditions that tie jobs to each other are kept by the plans and left out of the bound.
 */
final class Prices implements JobOptimizer {
    private static final int ROUNDS = 200;
    private static final int ROUNDS_PER_PLAN = 12;
    private static final double FIRST_STEP = 1.5;
    private static final int PATIENCE = 4;
    private static final double CLOSED = 1e-9;
    /** Gap at which a plan of many jobs is good enough, as a share. */
    private static final double CLOSED_OF_MANY = 1e-3;

    private static final int MANY = 200;

    @Override
    public String id() {
        return "prices";
    }

    @Override
    public boolean proves() {
        return true;
    }

    @Override
    public boolean suits(JobProblem problem) {
        return problem.objective().budget().isEmpty();
    }

    @Override
    public JobPlan plan(JobProblem problem) {
        return Assembly.plan(id(), problem, Prices::solve);
    }

    static Solution solve(Model model) {
        return new Market(model).solve();
    }

    /** {@return a first plan, without a bound} */
    static Solution quick(Model model) {
        return new Solution(
                new LocalSearch(model, Offers.of(model), new Choices(model))
                        .run()
                        .ways(),
                Double.NEGATIVE_INFINITY);
    }

    private static final class Market {
        private final Model model;
        private final Offers plain;
        private final double[][] devicePrice;
        private final double[][] wattPrice;
        private final double[][] peakPrice;
        private final Choices choices;
        private final double[][] excess;
        private final double[][] excessW;
        private final double[][] drawnW;
        private double bound = Double.NEGATIVE_INFINITY;
        private double best = Double.POSITIVE_INFINITY;
        private List<Optional<Way>> plan = List.of();

        Market(Model model) {
            this.model = model;
            this.plain = Offers.of(model);
            this.devicePrice = new double[model.zones()][model.slots()];
            this.wattPrice = new double[model.zones()][model.slots()];
            this.peakPrice = new double[model.zones()][model.slots()];
            this.excess = new double[model.zones()][model.slots()];
            this.excessW = new double[model.zones()][model.slots()];
            this.drawnW = new double[model.zones()][model.slots()];
            this.choices = new Choices(model);
        }

        Solution solve() {
            if (model.peakScore() > 0) {
                for (double[] prices : peakPrice) {
                    Arrays.fill(prices, model.peakScore() / prices.length);
                }
            }
            double step = FIRST_STEP;
            int without = 0;
            for (int round = 0; round < ROUNDS && !isClosed(); round++) {
                double before = bound;
                bound = Math.max(bound, ask());
                without = bound > before + 1e-9 * Math.abs(before) ? 0 : without + 1;
                if (without == PATIENCE) {
                    step /= 2;
                    without = 0;
                }
                if (round % ROUNDS_PER_PLAN == 0 || round == ROUNDS - 1) {
                    place();
                }
                move(step);
            }
            return new Solution(plan, bound);
        }

        private boolean isClosed() {
            double enough = model.tasks().size() < MANY ? CLOSED : CLOSED_OF_MANY;
            return Double.isFinite(best) && best - bound <= enough * Math.max(Math.abs(best), Math.abs(bound));
        }

        /** Lets every task choose alone; {@return the bound that follows} */
        private double ask() {
            var alone = new Alone(priced());
            double sum = worthOfCapacity();
            for (int zone = 0; zone < excess.length; zone++) {
                for (int slot = 0; slot < excess[zone].length; slot++) {
                    excess[zone][slot] = -model.devices(zone, slot);
                    excessW[zone][slot] = -model.limitW(zone, slot);
                    drawnW[zone][slot] = 0;
                }
            }
            for (int i = 0; i < model.tasks().size(); i++) {
                sum += ask(alone, i);
            }
            return sum;
        }

        private double worthOfCapacity() {
            double sum = 0;
            for (int zone = 0; zone < excess.length; zone++) {
                for (int slot = 0; slot < excess[zone].length; slot++) {
                    sum -= devicePrice[zone][slot] > 0 ? devicePrice[zone][slot] * model.devices(zone, slot) : 0;
                    sum -= wattPrice[zone][slot] > 0 ? wattPrice[zone][slot] * model.limitW(zone, slot) : 0;
                }
            }
            return sum;
        }

        private double ask(Alone alone, int index) {
            var task = model.tasks().get(index);
            double least = model.missing(task) * task.need();
            Optional<Way> choice = Optional.empty();
            for (var site : choices.of(task)) {
                if (site.least() >= least) {
                    break;
                }
                var way = alone.in(task, site.at().zone(), task.release(), task.latest());
                double cost = site.at().fixedScore()
                        + (task.isElastic()
                                ? alone.least(task, site.at().zone(), task.release(), task.latest())
                                : way.map(Way::cost).orElse(Double.POSITIVE_INFINITY));
                if (cost < least) {
                    least = cost;
                    choice = way;
                }
            }
            choice.ifPresent(way -> take(task, way));
            return task.isLoose() && model.mayBeLate() ? Math.min(least, inPart(alone, index)) : least;
        }

        /** {@return the least cost where some of the work may be missing} */
        private double inPart(Alone alone, int index) {
            var task = model.tasks().get(index);
            return task.sites().stream()
                    .mapToDouble(site ->
                            Math.min(0, site.fixedScore()) + alone.inPart(task, site.zone(), model.missing(task)))
                    .min()
                    .orElse(Double.POSITIVE_INFINITY);
        }

        private void take(Task task, Way way) {
            for (int i = 0; i < way.slots().length; i++) {
                int slot = way.slots()[i];
                double watts = Occupancy.watts(task, way.devices()[i]);
                excess[way.zone()][slot] += way.devices()[i];
                excessW[way.zone()][slot] += watts;
                drawnW[way.zone()][slot] += watts;
            }
        }

        private Offers priced() {
            return new Offers() {
                @Override
                public double cost(Task task, int zone, int slot, int devices) {
                    double watts = Occupancy.watts(task, devices);
                    return plain.cost(task, zone, slot, devices)
                            + devicePrice[zone][slot] * devices
                            + (wattPrice[zone][slot] + peakPrice[zone][slot]) * watts;
                }

                @Override
                public void fill(Task task, int zone, int from, double[] costs) {
                    plain.fill(task, zone, from, costs);
                    double watts = Occupancy.watts(task, task.devices());
                    for (int i = 0; i < costs.length; i++) {
                        costs[i] += devicePrice[zone][from + i] * task.devices()
                                + (wattPrice[zone][from + i] + peakPrice[zone][from + i]) * watts;
                    }
                }

                @Override
                public int room(Task task, int zone, int slot) {
                    return plain.room(task, zone, slot);
                }

                @Override
                public double start(Task task, int zone, int slot) {
                    return plain.start(task, zone, slot);
                }
            };
        }

        private void place() {
            var search = new LocalSearch(model, priced(), choices);
            var found = search.run();
            if (found.cost() < best) {
                best = found.cost();
                plan = found.ways();
            }
        }

        /** Moves the prices along the excess, as far as the gap to the best plan suggests. */
        private void move(double step) {
            double size = 0;
            for (int zone = 0; zone < excess.length; zone++) {
                size += size(excess[zone], devicePrice[zone]) + size(excessW[zone], wattPrice[zone]);
            }
            double over = Double.isInfinite(best) ? Math.abs(bound) : best - bound;
            double far = size > 0 ? step * over / size : 0;
            for (int zone = 0; zone < excess.length; zone++) {
                move(excess[zone], devicePrice[zone], far);
                move(excessW[zone], wattPrice[zone], far);
                movePeak(zone, step * over);
            }
        }

        private static double size(double[] excess, double[] prices) {
            double size = 0;
            for (int slot = 0; slot < excess.length; slot++) {
                boolean moves = excess[slot] > 0 || prices[slot] > 0;
                size += moves ? excess[slot] * excess[slot] : 0;
            }
            return size;
        }

        private static void move(double[] excess, double[] prices, double far) {
            for (int slot = 0; slot < excess.length; slot++) {
                if (excess[slot] > 0 || prices[slot] > 0) {
                    prices[slot] = Math.max(0, prices[slot] + far * excess[slot]);
                }
            }
        }

        /** The prices of a zone's peak add up to what a watt of it costs. */
        private void movePeak(int zone, double far) {
            if (model.peakScore() == 0) {
                return;
            }
            double mean = Arrays.stream(drawnW[zone]).average().orElse(0);
            double size = Arrays.stream(drawnW[zone])
                    .map(w -> (w - mean) * (w - mean))
                    .sum();
            double[] prices = peakPrice[zone];
            for (int slot = 0; slot < prices.length; slot++) {
                prices[slot] += size > 0 ? far * (drawnW[zone][slot] - mean) / size : 0;
            }
            Simplex.project(prices, model.peakScore());
        }
    }

    /** {@return the order in which tasks are placed: those with the least choice first} */
    static List<Task> hardestFirst(List<Task> tasks) {
        var order = new ArrayList<>(Windows.inOrder(tasks));
        boolean isFree = tasks.stream().allMatch(task -> task.before().length == 0);
        if (isFree) {
            order.sort(Comparator.comparingInt((Task task) -> task.due() - task.release() - task.span())
                    .thenComparing(Comparator.comparingInt((Task task) -> task.need() * task.devices())
                            .reversed())
                    .thenComparingInt(Task::index));
        }
        return order;
    }
}
