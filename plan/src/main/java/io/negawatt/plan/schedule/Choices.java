package io.negawatt.plan.schedule;

import io.negawatt.plan.tasks.Alone;
import io.negawatt.plan.tasks.Model;
import io.negawatt.plan.tasks.Offers;
import io.negawatt.plan.tasks.Task;
import io.negawatt.plan.tasks.Way;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The zones that each task may go to, the one that could be cheapest first, with the least that it costs there in an empty model.
 * Full slots and prices only add to that, so that most zones need not be asked.
 */
final class Choices {
    private final Map<Integer, List<Choice>> byTask = new HashMap<>();

    /** A zone with the least that a task can cost there. */
    record Choice(Task.Site at, double least) {}

    Choices(Model model) {
        var alone = new Alone(Offers.of(model));
        model.tasks().forEach(task -> byTask.put(task.index(), choices(alone, task)));
    }

    private static List<Choice> choices(Alone alone, Task task) {
        return task.sites().stream()
                .map(site -> new Choice(
                        site, site.fixedScore() + alone.least(task, site.zone(), task.release(), task.latest())))
                .filter(choice -> !Double.isInfinite(choice.least()))
                .sorted(Comparator.comparingDouble(Choice::least))
                .toList();
    }

    /** {@return the zones that have room for a task when all else is away} */
    List<Choice> of(Task task) {
        return byTask.getOrDefault(task.index(), List.of());
    }

    /** {@return the cheapest way within these slots by offers that are not below those of the empty model} */
    Optional<Way> best(Alone alone, Task task, int from, int to) {
        Optional<Way> best = Optional.empty();
        double least = Double.POSITIVE_INFINITY;
        for (var choice : of(task)) {
            if (choice.least() >= least) {
                break;
            }
            var found = alone.in(task, choice.at().zone(), from, to);
            double cost = choice.at().fixedScore() + found.map(Way::cost).orElse(Double.POSITIVE_INFINITY);
            if (cost < least) {
                least = cost;
                best = found.map(way -> new Way(way.zone(), way.slots(), way.devices(), cost));
            }
        }
        return best;
    }
}
