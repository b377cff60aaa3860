package io.negawatt.plan.tasks;

import java.util.List;
import java.util.Optional;

/**
 * What a solver found for a model.
 *
 * @param ways how each task runs, in the order of the model; with fewer slots than it needs where some work finds no room, and
 *     empty where none does
 * @param bound least objective of any solution of the model, lateness and missing work counted as the model does; negative
 *     infinity where nothing is proved
 */
public record Solution(List<Optional<Way>> ways, double bound) {
    public Solution {
        ways = List.copyOf(ways);
    }

    /** {@return whether every task does all of its work before it is due} */
    public boolean isClean(Model model) {
        return missing(model) == 0 && late(model) == 0;
    }

    /** {@return the cost of work that is not done} */
    public double missing(Model model) {
        double sum = 0;
        for (int i = 0; i < ways.size(); i++) {
            var task = model.tasks().get(i);
            sum += (task.need() - Work.done(task, ways.get(i))) * model.missing(task);
        }
        return sum;
    }

    /** {@return the cost of work that is done too late} */
    public double late(Model model) {
        double sum = 0;
        for (int i = 0; i < ways.size(); i++) {
            var task = model.tasks().get(i);
            sum += ways.get(i).map(way -> late(model, task, way)).orElse(0.0);
        }
        return sum;
    }

    private static double late(Model model, Task task, Way way) {
        double sum = 0;
        for (int i = 0; i < way.slots().length; i++) {
            sum += model.late(task, way.slots()[i]) * (task.isElastic() ? way.devices()[i] : 1);
        }
        return sum;
    }
}
