package io.negawatt.plan.optimize;

import java.util.List;

/** Every optimizer and every rule that plans are measured against. To add one: a file of its own and a line here. */
public final class Optimizers {
    public static final List<Optimizer> ALL = List.of(new RestingSite(), new GreedySite(), new LeastCostSite());

    private Optimizers() {}

    /** {@return those that make plans of one kind, in the order of the list} */
    public static <T extends Optimizer> List<T> of(Class<T> kind) {
        return ALL.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
