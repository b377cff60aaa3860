package io.negawatt.plan.tasks;

import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.jobs.Scoring;
import io.negawatt.plan.jobs.Zone;
import io.negawatt.plan.optimize.Goal;
import java.util.List;

/**
 * A problem in numbers, as the optimizers share it: tasks, the score of a kilowatt-hour in each zone and slot, capacities.
 *
 * <p>A slot after a deadline costs more than all tasks together could gain by it, so that the least lateness comes first.
 */
public final class Model {
    private final JobProblem problem;
    private final Scoring scoring;
    private final List<Task> tasks;
    private final double[][] devices;
    private final double[][] limitsW;
    private final boolean mayBeLate;
    private final double lateScore;

    private Model(JobProblem problem, Scoring scoring, List<Task> tasks, boolean mayBeLate) {
        this.problem = problem;
        this.scoring = scoring;
        this.tasks = List.copyOf(tasks);
        this.mayBeLate = mayBeLate;
        this.devices = problem.zones().stream().map(Zone::devices).toArray(double[][]::new);
        this.limitsW = problem.zones().stream().map(Zone::limitW).toArray(double[][]::new);
        this.lateScore = lateScore();
    }

    public static Model of(JobProblem problem, Scoring scoring, Tasks tasks) {
        return new Model(problem, scoring, tasks.tasks(), false);
    }

    /** {@return the same, where tasks may be late as long as there are slots} */
    public Model late() {
        int end = problem.slots().count();
        return new Model(
                problem,
                scoring,
                tasks.stream()
                        .map(task -> task.within(task.release(), task.due(), end))
                        .toList(),
                true);
    }

    private double lateScore() {
        double most = 0;
        for (int zone = 0; zone < zones(); zone++) {
            for (double score : scoring.perKwh(zone)) {
                most = Math.max(most, Math.abs(score));
            }
        }
        double sum = 0;
        for (var task : tasks) {
            double kwh = (task.slotKwh() + task.startUpKwh()) * task.need() * task.devices();
            double moved = task.sites().stream()
                    .mapToDouble(site -> Math.abs(site.fixedScore()))
                    .max()
                    .orElse(0);
            sum += 2 * most * kwh + peakScore() * task.watts() * task.devices() + moved;
        }
        return sum + 1e-3;
    }

    public JobProblem problem() {
        return problem;
    }

    public Scoring scoring() {
        return scoring;
    }

    public List<Task> tasks() {
        return tasks;
    }

    /** {@return whether work may be late or missing, at a cost; else a plan that keeps every deadline is asked for} */
    public boolean mayBeLate() {
        return mayBeLate;
    }

    public int slots() {
        return problem.slots().count();
    }

    public int zones() {
        return problem.zones().size();
    }

    /** {@return objective of a kilowatt-hour} */
    public double score(int zone, int slot) {
        return scoring.perKwh(zone)[slot];
    }

    /** {@return objective of a watt of a zone's peak} */
    public double peakScore() {
        return scoring.factor(Goal.PEAK);
    }

    public double devices(int zone, int slot) {
        return devices[zone][slot];
    }

    public double limitW(int zone, int slot) {
        return limitsW[zone][slot];
    }

    /** {@return what it costs that a task runs in a slot after its deadline} */
    public double late(Task task, int slot) {
        return slot < task.due() ? 0 : lateScore * task.priority() * (slot - task.due() + 1);
    }

    /** {@return what it costs that a slot's work of a task is not done at all: more than any lateness} */
    public double missing(Task task) {
        return lateScore * task.priority() * (slots() + 1);
    }
}
