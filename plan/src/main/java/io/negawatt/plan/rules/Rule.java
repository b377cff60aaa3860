package io.negawatt.plan.rules;

import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.tasks.Alone;
import io.negawatt.plan.tasks.Assembly;
import io.negawatt.plan.tasks.JobOptimizer;
import io.negawatt.plan.tasks.Model;
import io.negawatt.plan.tasks.Occupancy;
import io.negawatt.plan.tasks.Offers;
import io.negawatt.plan.tasks.Task;
import io.negawatt.plan.tasks.Way;
import io.negawatt.plan.tasks.Windows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A published rule: each job, in the order of release, takes its slots once and for all, where there is room, in its home zone.
 * Where the rule finds no room before the deadline, the job runs as early as it can.
 */
interface Rule extends JobOptimizer {

    /** {@return how a task runs within its window by this rule; empty where there is no room} */
    Optional<Way> choose(Offer offer);

    @Override
    default boolean proves() {
        return false;
    }

    @Override
    default boolean suits(JobProblem problem) {
        return true;
    }

    @Override
    default JobPlan plan(JobProblem problem) {
        return Assembly.ofRule(id(), problem, this::ways);
    }

    private List<Optional<Way>> ways(Model model) {
        var occupancy = new Occupancy(model);
        var offers = Offers.of(model).within(occupancy);
        var ways = new ArrayList<Optional<Way>>();
        model.tasks().forEach(_ -> ways.add(Optional.empty()));
        var order = new ArrayList<>(Windows.inOrder(model.tasks()));
        if (order.stream().allMatch(task -> task.before().length == 0)) {
            order.sort(Comparator.comparingInt(Task::release).thenComparingInt(Task::index));
        }
        for (var task : order) {
            int from = after(model, task, ways);
            if (from >= 0) {
                var way = choose(new Offer(model, offers, task.within(from, task.due(), task.due())))
                        .or(() -> new Offer(model, offers, task.within(from, task.due(), task.latest())).earliest());
                way.ifPresent(found -> occupancy.add(task, found));
                ways.set(model.tasks().indexOf(task), way);
            }
        }
        return ways;
    }

    /** {@return the first slot after all tasks that must have ended; negative where one of them does not run} */
    private static int after(Model model, Task task, List<Optional<Way>> ways) {
        int from = task.release();
        for (int before : task.before()) {
            for (int i = 0; i < model.tasks().size(); i++) {
                if (model.tasks().get(i).index() == before) {
                    var way = ways.get(i);
                    from = way.isEmpty()
                            ? Integer.MIN_VALUE
                            : Math.max(from, way.get().end());
                }
            }
        }
        return from;
    }

    /** What a rule sees of one task. */
    record Offer(Model model, Offers offers, Task task) {
        int zone() {
            return task.sites().getFirst().zone();
        }

        /** {@return the score of energy in a slot, by which rules tell clean slots from dirty ones} */
        double rate(int slot) {
            return model.score(zone(), slot);
        }

        boolean isFree(int slot) {
            return offers.room(task, zone(), slot) > 0;
        }

        /** {@return slots of the window that have room} */
        int[] free() {
            return IntStream.range(task.release(), task.latest())
                    .filter(this::isFree)
                    .toArray();
        }

        /** {@return the slots from which the task could run in one piece} */
        int[] starts() {
            return IntStream.rangeClosed(task.release(), task.latest() - task.span())
                    .filter(start -> IntStream.range(start, start + task.span()).allMatch(this::isFree))
                    .toArray();
        }

        /** {@return the task in one piece from a slot on; an elastic one on as many devices as there are} */
        Way piece(int start) {
            return task.isElastic()
                    ? slots(IntStream.range(start, start + task.need()).toArray())
                    : Alone.piece(task, zone(), start, 0);
        }

        /** {@return the task in these slots, an elastic one on one device} */
        Way slots(int[] slots) {
            return new Way(
                    zone(),
                    slots,
                    IntStream.of(slots)
                            .map(_ -> task.isElastic() ? 1 : task.devices())
                            .toArray(),
                    0);
        }

        /** {@return the task as early as there is room} */
        Optional<Way> earliest() {
            if (task.isLoose() || task.isElastic()) {
                int[] free = free();
                return free.length < task.need()
                        ? Optional.empty()
                        : Optional.of(
                                slots(IntStream.of(free).limit(task.need()).toArray()));
            }
            return starts().length == 0 ? Optional.empty() : Optional.of(piece(starts()[0]));
        }

        /** {@return the task in those free slots that score least, the earlier of equal ones} */
        Optional<Way> cheapest() {
            int[] free = free();
            if (free.length < task.need()) {
                return Optional.empty();
            }
            double[] rates = IntStream.of(free).mapToDouble(this::rate).toArray();
            return Optional.of(slots(IntStream.of(Alone.cheapest(rates, task.need()))
                    .map(i -> free[i])
                    .toArray()));
        }
    }
}
