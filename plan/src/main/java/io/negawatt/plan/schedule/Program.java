package io.negawatt.plan.schedule;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.optimize.Objective;
import io.negawatt.plan.tasks.Model;
import io.negawatt.plan.tasks.Task;
import io.negawatt.plan.tasks.Way;
import io.negawatt.plan.tasks.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A model as a program of whole numbers: for a job in one piece, where and in which slot it starts; for any other, in which slots
 * it runs and on how many devices.
 */
final class Program {
    /** Watts are counted in thousandths, work in millionths of a slot. */
    private static final double MILLI = 1000;

    private static final double MICRO = 1e6;
    private static final double LARGEST_OBJECTIVE = 0x1p50;
    /** CP-SAT took a plan for the best that is not where a limit had coefficients of 2^50. */
    private static final double LARGEST_SPENT = 0x1p40;

    private static final double ROUNDING = 1 + 1e-9;

    private final Model model;
    private final CpModel program = new CpModel();
    private final double scale;
    private final LinearExprBuilder objective = LinearExpr.newBuilder();
    private final List<Part> parts = new ArrayList<>();
    private final Map<Integer, Part> partOf = new HashMap<>();
    /** What runs hold, by zone × slots + slot. */
    private final Map<Integer, List<Held>> held = new TreeMap<>();

    private final Optional<Objective.Budget> budget;
    private final LinearExprBuilder spent = LinearExpr.newBuilder();
    private final double spentScale;

    /** Devices that a choice holds, and watts that it draws. */
    private record Held(Literal choice, int devices, double watts) {}

    /** A choice: the task runs in the slots from {@code slot} on, as many as {@code length}, on {@code devices} or more. */
    private record Choice(Literal literal, int zone, int slot, int length, int devices) {}

    /** A task's part of the program. */
    private static final class Part {
        private final Task task;
        private final List<Choice> choices = new ArrayList<>();
        private Optional<Literal> missing = Optional.empty();
        private Optional<IntVar> undone = Optional.empty();

        Part(Task task) {
            this.task = task;
        }
    }

    Program(Model model) {
        this.model = model;
        this.budget = model.problem().objective().budget();
        this.scale = LARGEST_OBJECTIVE / Math.max(largestObjective(), Double.MIN_NORMAL);
        this.spentScale = budget.map(b -> LARGEST_SPENT / Math.max(largestSpent(b.goal()), Double.MIN_NORMAL))
                .orElse(1.0);
        for (var task : model.tasks()) {
            add(task);
        }
        model.tasks().forEach(this::addOrder);
        addCapacity();
        addBudget();
        program.minimize(objective);
    }

    CpModel model() {
        return program;
    }

    /** {@return what the objective of the program is multiplied by} */
    double scale() {
        return scale;
    }

    private double largestObjective() {
        double sum = 0;
        for (var task : model.tasks()) {
            double most = !model.mayBeLate() ? 0 : model.missing(task) * task.need();
            for (var site : task.sites()) {
                for (int slot = task.release(); slot < task.latest(); slot++) {
                    double score = Math.abs(model.score(site.zone(), slot));
                    most += score * (task.slotKwh() * task.devices() + task.startUpKwh()) + model.late(task, slot);
                }
                most += Math.abs(site.fixedScore());
            }
            sum += most + model.peakScore() * task.watts() * task.devices();
        }
        return sum;
    }

    private double largestSpent(Goal goal) {
        double sum = budget.map(b -> Math.abs(b.most())).orElse(0.0);
        for (var task : model.tasks()) {
            for (var site : task.sites()) {
                for (int slot = task.release(); slot < task.latest(); slot++) {
                    sum += Math.abs(rate(goal, site.zone(), slot))
                            * (task.slotKwh() * task.devices() + task.startUpKwh());
                }
            }
            sum += task.watts() * task.devices();
            sum += task.sites().stream()
                    .mapToDouble(site -> Math.abs(site.moved().of(goal)))
                    .sum();
        }
        return sum;
    }

    private double rate(Goal goal, int zone, int slot) {
        return model.problem().zones().get(zone).rates().of(goal)[slot];
    }

    private void add(Task task) {
        var part = new Part(task);
        parts.add(part);
        partOf.put(task.index(), part);
        if (task.interruptible()) {
            addSlots(part);
        } else {
            addStarts(part);
        }
    }

    private void addStarts(Part part) {
        var task = part.task;
        var one = new ArrayList<Literal>();
        for (var site : task.sites()) {
            for (int start = task.release(); start + task.need() <= task.latest(); start++) {
                addStart(part, site, start, one);
            }
        }
        if (model.mayBeLate()) {
            var missing = program.newBoolVar("");
            part.missing = Optional.of(missing);
            pay(missing, model.missing(task) * task.need());
            one.add(missing);
        }
        program.addExactlyOne(one);
    }

    private void addStart(Part part, Task.Site site, int start, List<Literal> one) {
        var task = part.task;
        double cost = site.fixedScore() + model.score(site.zone(), start) * task.startUpKwh();
        for (int slot = start; slot < start + task.need(); slot++) {
            if (!fits(task, site.zone(), slot, task.devices())) {
                return;
            }
            cost += model.score(site.zone(), slot) * task.slotKwh() + model.late(task, slot);
        }
        var literal = program.newBoolVar("");
        one.add(literal);
        part.choices.add(new Choice(literal, site.zone(), start, task.need(), task.devices()));
        pay(literal, cost);
        spend(literal, site);
        spend(literal, site.zone(), start, task.startUpKwh());
        for (int slot = start; slot < start + task.need(); slot++) {
            hold(site.zone(), slot, new Held(literal, task.devices(), task.watts()));
            spend(literal, site.zone(), slot, task.slotKwh());
        }
    }

    private boolean fits(Task task, int zone, int slot, int devices) {
        double watts = task.isElastic() ? devices * task.watts() : task.watts();
        return model.devices(zone, slot) >= devices && model.limitW(zone, slot) * ROUNDING >= watts;
    }

    private void addSlots(Part part) {
        var task = part.task;
        var work = LinearExpr.newBuilder();
        var places = new ArrayList<Literal>();
        for (var site : task.sites()) {
            var here = program.newBoolVar("");
            places.add(here);
            pay(here, site.fixedScore());
            spend(here, site);
            addSlots(part, site.zone(), here, work);
        }
        long need = Math.round(task.need() * MICRO);
        if (!model.mayBeLate()) {
            program.addExactlyOne(places);
        } else if (task.isLoose()) {
            var undone = program.newIntVar(0, task.need(), "");
            part.undone = Optional.of(undone);
            work.addTerm(undone, Math.round(MICRO));
            objective.addTerm(undone, Math.round(model.missing(task) * scale));
            program.addAtMostOne(places);
        } else {
            var missing = program.newBoolVar("");
            part.missing = Optional.of(missing);
            work.addTerm(missing, need);
            pay(missing, model.missing(task) * task.need());
            places.add(missing);
            program.addExactlyOne(places);
        }
        long over = task.isElastic() ? Math.round(task.speed()[task.speed().length - 1] * MICRO) - 1 : 0;
        program.addLinearConstraint(work, need, need + over);
    }

    private void addSlots(Part part, int zone, BoolVar here, LinearExprBuilder work) {
        var task = part.task;
        int length = Math.max(0, task.latest() - task.release());
        var runs = new BoolVar[length];
        for (int i = 0; i < length; i++) {
            int slot = task.release() + i;
            runs[i] = program.newBoolVar("");
            program.addImplication(runs[i], here);
            if (!fits(task, zone, slot, task.isElastic() ? 1 : task.devices())) {
                program.addEquality(runs[i], 0);
            }
            addLevels(part, zone, slot, runs[i], work);
        }
        if (task.shortest() > 1 || task.startUpKwh() > 0) {
            addStartsOf(task, zone, runs);
        }
    }

    private void addLevels(Part part, int zone, int slot, BoolVar runs, LinearExprBuilder work) {
        var task = part.task;
        BoolVar level = runs;
        int levels = task.isElastic() ? task.devices() : 1;
        for (int count = 1; count <= levels; count++) {
            if (count > 1) {
                var more = program.newBoolVar("");
                program.addImplication(more, level);
                level = more;
            }
            double gain = Work.rate(task, count) - (count > 1 ? Work.rate(task, count - 1) : 0);
            work.addTerm(level, Math.round(gain * MICRO));
            pay(level, model.score(zone, slot) * task.slotKwh() + model.late(task, slot));
            spend(level, zone, slot, task.slotKwh());
            int devices = task.isElastic() ? 1 : task.devices();
            hold(zone, slot, new Held(level, devices, task.watts()));
            part.choices.add(new Choice(level, zone, slot, 1, task.isElastic() ? count : devices));
        }
    }

    /** A run starts where the slot before it is idle; it then lasts its least length. */
    private void addStartsOf(Task task, int zone, BoolVar[] runs) {
        for (int i = 0; i < runs.length; i++) {
            var start = program.newBoolVar("");
            var before = i == 0 ? Optional.<Literal>empty() : Optional.<Literal>of(runs[i - 1]);
            var clause = new ArrayList<Literal>(List.of(start, runs[i].not()));
            before.ifPresent(clause::add);
            program.addBoolOr(clause);
            for (int j = i; j < i + task.shortest(); j++) {
                if (j < runs.length) {
                    program.addImplication(start, runs[j]);
                } else {
                    program.addEquality(start, 0);
                    j = i + task.shortest();
                }
            }
            before.ifPresent(earlier -> program.addImplication(start, earlier.not()));
            int slot = task.release() + i;
            pay(start, model.score(zone, slot) * task.startUpKwh());
            spend(start, zone, slot, task.startUpKwh());
        }
    }

    private void pay(Literal literal, double cost) {
        objective.addTerm(literal, Math.round(cost * scale));
    }

    private void spend(Literal literal, int zone, int slot, double kwh) {
        budget.filter(b -> b.goal() != Goal.PEAK)
                .ifPresent(b -> spent.addTerm(literal, Math.round(rate(b.goal(), zone, slot) * kwh * spentScale)));
    }

    private void spend(Literal literal, Task.Site site) {
        budget.filter(b -> b.goal() != Goal.PEAK)
                .ifPresent(b -> spent.addTerm(literal, Math.round(site.moved().of(b.goal()) * spentScale)));
    }

    private void hold(int zone, int slot, Held one) {
        held.computeIfAbsent(zone * model.slots() + slot, _ -> new ArrayList<>())
                .add(one);
    }

    /** A task starts when all before it have ended, and not at all if one of them does not. */
    private void addOrder(Task task) {
        for (int before : task.before()) {
            var earlier = Optional.ofNullable(partOf.get(before));
            var later = Optional.ofNullable(partOf.get(task.index()));
            if (earlier.isPresent() && later.isPresent()) {
                addOrder(earlier.get(), later.get());
            }
        }
    }

    private void addOrder(Part earlier, Part later) {
        var end = program.newIntVar(0, model.slots(), "");
        for (var choice : earlier.choices) {
            program.addGreaterOrEqual(end, choice.slot() + choice.length()).onlyEnforceIf(choice.literal());
        }
        for (var choice : later.choices) {
            program.addLessOrEqual(end, choice.slot()).onlyEnforceIf(choice.literal());
            earlier.missing.ifPresent(
                    missing -> program.addImplication(missing, choice.literal().not()));
            earlier.undone.ifPresent(undone -> program.addEquality(undone, 0).onlyEnforceIf(choice.literal()));
        }
    }

    private void addCapacity() {
        var peaks = new HashMap<Integer, IntVar>();
        boolean countsPeak = model.peakScore() > 0
                || budget.filter(b -> b.goal() == Goal.PEAK).isPresent();
        var sumOfPeaks = LinearExpr.newBuilder();
        for (int zone = 0; countsPeak && zone < model.zones(); zone++) {
            var peak = program.newIntVar(0, mostMilliwatts(), "");
            peaks.put(zone, peak);
            sumOfPeaks.add(peak);
            // Rounded down: a thousandth of a watt is worth so little that rounding up could lift the bound above the
            // best plan.
            objective.addTerm(peak, (long) Math.floor(model.peakScore() * scale / MILLI));
        }
        held.forEach((place, all) -> addCapacity(place / model.slots(), place % model.slots(), all, peaks));
        budget.filter(b -> b.goal() == Goal.PEAK)
                .ifPresent(b -> program.addLessOrEqual(sumOfPeaks, (long) (b.most() * MILLI * ROUNDING)));
    }

    private long mostMilliwatts() {
        return model.tasks().stream()
                .mapToLong(task -> Math.round(task.watts() * MILLI) * task.devices())
                .sum();
    }

    private void addCapacity(int zone, int slot, List<Held> all, Map<Integer, IntVar> peaks) {
        var devices = LinearExpr.newBuilder();
        var watts = LinearExpr.newBuilder();
        long most = 0;
        long mostMilliwatts = 0;
        for (var one : all) {
            long milliwatts = Math.round(one.watts() * MILLI);
            devices.addTerm(one.choice(), one.devices());
            watts.addTerm(one.choice(), milliwatts);
            most += one.devices();
            mostMilliwatts += milliwatts;
        }
        if (most > model.devices(zone, slot)) {
            program.addLessOrEqual(devices, (long) model.devices(zone, slot));
        }
        if (mostMilliwatts > model.limitW(zone, slot) * MILLI) {
            program.addLessOrEqual(watts, (long) (model.limitW(zone, slot) * MILLI * ROUNDING));
        }
        Optional.ofNullable(peaks.get(zone)).ifPresent(peak -> program.addLessOrEqual(watts, peak));
    }

    private void addBudget() {
        budget.filter(b -> b.goal() != Goal.PEAK)
                .ifPresent(b ->
                        program.addLessOrEqual(spent, (long) Math.floor(b.most() * spentScale + 1e-9 * LARGEST_SPENT)));
    }

    /** Starts the search at these ways. */
    void hint(List<Optional<Way>> ways) {
        for (int i = 0; i < parts.size(); i++) {
            var way = ways.get(i);
            for (var choice : parts.get(i).choices) {
                program.addHint(
                        choice.literal(), way.filter(w -> covers(w, choice)).isPresent());
            }
        }
    }

    private static boolean covers(Way way, Choice choice) {
        int at = Arrays.binarySearch(way.slots(), choice.slot());
        boolean isStart = choice.length() == 1 || way.slots()[0] == choice.slot();
        return way.zone() == choice.zone() && at >= 0 && isStart && way.devices()[at] >= choice.devices();
    }

    /** {@return how the tasks run in what the solver found} */
    List<Optional<Way>> ways(CpSolver solver) {
        return parts.stream().map(part -> way(solver, part)).toList();
    }

    private static Optional<Way> way(CpSolver solver, Part part) {
        var devices = new TreeMap<Integer, Integer>();
        int zone = -1;
        for (var choice : part.choices) {
            if (solver.booleanValue(choice.literal())) {
                zone = choice.zone();
                for (int slot = choice.slot(); slot < choice.slot() + choice.length(); slot++) {
                    devices.merge(slot, choice.devices(), Math::max);
                }
            }
        }
        int[] slots = devices.keySet().stream().mapToInt(Integer::intValue).toArray();
        int[] counts = devices.values().stream().mapToInt(Integer::intValue).toArray();
        return slots.length == 0 ? Optional.empty() : Optional.of(new Way(zone, slots, counts, 0));
    }
}
