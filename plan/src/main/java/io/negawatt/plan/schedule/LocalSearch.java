package io.negawatt.plan.schedule;

import io.negawatt.plan.tasks.Alone;
import io.negawatt.plan.tasks.Model;
import io.negawatt.plan.tasks.Occupancy;
import io.negawatt.plan.tasks.Offers;
import io.negawatt.plan.tasks.Task;
import io.negawatt.plan.tasks.Way;
import io.negawatt.plan.tasks.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Places tasks one after the other, each where it is cheapest by the prices given, and then moves single tasks to where they are
 * cheapest in truth, until no move helps.
 */
final class LocalSearch {
    private static final int MOST_PASSES = 8;
    private static final double ROUNDING = 1e-12;

    private final Model model;
    private final Offers priced;
    private final Choices choices;
    private final Occupancy occupancy;
    private final Map<Integer, Way> ways = new HashMap<>();
    private final Map<Integer, List<Integer>> after = new HashMap<>();
    private final List<Task> order;

    LocalSearch(Model model, Offers priced, Choices choices) {
        this.model = model;
        this.priced = priced;
        this.choices = choices;
        this.occupancy = new Occupancy(model);
        this.order = Prices.hardestFirst(model.tasks());
        for (var task : model.tasks()) {
            for (int before : task.before()) {
                after.computeIfAbsent(before, _ -> new ArrayList<>()).add(task.index());
            }
        }
    }

    /** Ways of all tasks and what they cost together, lateness and missing work with them. */
    record Found(List<Optional<Way>> ways, double cost) {}

    Found run() {
        var guided = new Alone(priced.within(occupancy));
        for (var task : order) {
            if (allBeforePlaced(task)) {
                choices.best(guided, task, from(task), to(task)).ifPresent(way -> put(task, way));
            }
        }
        var plain = new Alone(Offers.of(model).within(occupancy));
        boolean better = true;
        for (int pass = 0; pass < MOST_PASSES && better; pass++) {
            better = false;
            for (var task : order) {
                better |= allBeforePlaced(task) && improve(plain, task);
            }
        }
        return new Found(ways(), cost());
    }

    private boolean allBeforePlaced(Task task) {
        for (int before : task.before()) {
            if (!ways.containsKey(before)) {
                return false;
            }
        }
        return true;
    }

    private boolean improve(Alone plain, Task task) {
        var old = Optional.ofNullable(ways.get(task.index()));
        double before = old.map(way -> cost(task, way)).orElse(model.missing(task) * task.need()) + peaks();
        old.ifPresent(way -> take(task, way));
        var found = choices.best(plain, task, from(task), to(task));
        if (found.isPresent()) {
            put(task, found.get());
            if (cost(task, found.get()) + peaks() < before - ROUNDING * Math.abs(before)) {
                return true;
            }
            take(task, found.get());
        }
        old.ifPresent(way -> put(task, way));
        return false;
    }

    private void put(Task task, Way way) {
        ways.put(task.index(), way);
        occupancy.add(task, way);
    }

    private void take(Task task, Way way) {
        ways.remove(task.index());
        occupancy.remove(task, way);
    }

    private int from(Task task) {
        int from = task.release();
        for (int before : task.before()) {
            from = Math.max(
                    from, Optional.ofNullable(ways.get(before)).map(Way::end).orElse(from));
        }
        return from;
    }

    private int to(Task task) {
        int to = task.latest();
        for (int later : after.getOrDefault(task.index(), List.of())) {
            to = Math.min(
                    to, Optional.ofNullable(ways.get(later)).map(Way::first).orElse(to));
        }
        return to;
    }

    private double cost() {
        return cost(model, ways());
    }

    private List<Optional<Way>> ways() {
        return model.tasks().stream()
                .map(task -> Optional.ofNullable(ways.get(task.index())))
                .toList();
    }

    private double cost(Task task, Way way) {
        return cost(model, task, way);
    }

    /** {@return the objective of ways, lateness and missing work with it} */
    static double cost(Model model, List<Optional<Way>> ways) {
        var occupancy = new Occupancy(model);
        double sum = 0;
        for (int i = 0; i < ways.size(); i++) {
            var task = model.tasks().get(i);
            ways.get(i).ifPresent(way -> occupancy.add(task, way));
            sum += ways.get(i).map(way -> cost(model, task, way)).orElse(0.0);
            sum += (task.need() - Work.done(task, ways.get(i))) * model.missing(task);
        }
        return sum + peaks(model, occupancy);
    }

    private static double cost(Model model, Task task, Way way) {
        var plain = Offers.of(model);
        double sum = task.sites().stream()
                .filter(site -> site.zone() == way.zone())
                .mapToDouble(Task.Site::fixedScore)
                .sum();
        for (int i = 0; i < way.slots().length; i++) {
            int slot = way.slots()[i];
            boolean isStart = i == 0 || way.slots()[i - 1] != slot - 1;
            sum += plain.cost(task, way.zone(), slot, way.devices()[i]);
            sum += isStart ? plain.start(task, way.zone(), slot) : 0;
        }
        return sum;
    }

    private double peaks() {
        return peaks(model, occupancy);
    }

    private static double peaks(Model model, Occupancy occupancy) {
        if (model.peakScore() == 0) {
            return 0;
        }
        double sum = 0;
        for (int zone = 0; zone < model.zones(); zone++) {
            double peak = 0;
            for (int slot = 0; slot < model.slots(); slot++) {
                peak = Math.max(peak, occupancy.watts(zone, slot));
            }
            sum += peak;
        }
        return sum * model.peakScore();
    }
}
