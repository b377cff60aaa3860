package io.negawatt.plan.optimize;

import io.negawatt.core.text.BadInputException;
import java.util.List;
import java.util.stream.Collectors;

/** Every optimizer and every rule that plans are measured against. To add one: a file of its own and a line here. */
public final class Optimizers {
    public static final List<Optimizer> ALL = List.of(
            new Flow(),
            new Prices(),
            new Exact(),
            new RunNow("run-now"),
            new LowestSlot("lowest-slot"),
            new LowestWindow("lowest-window"),
            new WaitAwhile("wait-awhile"),
            new CarbonTime("carbon-time"),
            new SuspendResume("suspend-resume", 0.3),
            new GreedyMarginal("greedy-marginal"),
            new RestingSite(),
            new GreedySite(),
            new LeastCostSite());

    private Optimizers() {}

    /** {@return those that make plans of one kind, in the order of the list} */
    public static <T extends Optimizer> List<T> of(Class<T> kind) {
        return ALL.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /**
     * {@return the one of a kind and name}
     *
     * @throws BadInputException where there is none
     */
    public static <T extends Optimizer> T named(Class<T> kind, String id) {
        return of(kind).stream()
                .filter(optimizer -> optimizer.id().equals(id))
                .findFirst()
                .orElseThrow(() -> BadInputException.of(
                        "optimize.bad.name",
                        id,
                        of(kind).stream().map(Optimizer::id).collect(Collectors.joining(", "))));
    }
}
