package io.negawatt.plan.schedule;

import io.negawatt.core.text.BadInputException;
import io.negawatt.plan.optimize.Optimizer;
import io.negawatt.plan.rules.CarbonTime;
import io.negawatt.plan.rules.GreedyMarginal;
import io.negawatt.plan.rules.LowestSlot;
import io.negawatt.plan.rules.LowestWindow;
import io.negawatt.plan.rules.RunNow;
import io.negawatt.plan.rules.SuspendResume;
import io.negawatt.plan.rules.WaitAwhile;
import io.negawatt.plan.tasks.JobOptimizer;
import java.util.List;
import java.util.stream.Collectors;

/** Every optimizer of jobs and every rule that plans are measured against. To add one: a file of its own and a line here. */
public final class JobOptimizers {
    public static final List<JobOptimizer> ALL = List.of(
            new Flow(),
            new Prices(),
            new Exact(),
            new RunNow("run-now"),
            new LowestSlot("lowest-slot"),
            new LowestWindow("lowest-window"),
            new WaitAwhile("wait-awhile"),
            new CarbonTime("carbon-time"),
            new SuspendResume("suspend-resume", 0.3),
            new GreedyMarginal("greedy-marginal"));

    private JobOptimizers() {}

    /**
     * {@return the one of a name}
     *
     * @throws BadInputException where there is none
     */
    public static JobOptimizer named(String id) {
        return ALL.stream()
                .filter(optimizer -> optimizer.id().equals(id))
                .findFirst()
                .orElseThrow(() -> BadInputException.of(
                        "optimize.bad.name", id, ALL.stream().map(Optimizer::id).collect(Collectors.joining(", "))));
    }
}
