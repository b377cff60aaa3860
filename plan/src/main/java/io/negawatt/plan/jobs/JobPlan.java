package io.negawatt.plan.jobs;

import io.negawatt.core.text.Message;
import io.negawatt.plan.optimize.Totals;
import java.util.List;

/**
 * When and where jobs run.
 *
 * @param optimizer who made it
 * @param runs by job in the order of the problem, each job's in the order of time
 * @param totals what they take
 * @param score value of the objective
 * @param bound no plan with the same shortfalls can have a lower score; as proved by the prices of slots or by a solver.
 *     Negative infinity where nothing is proved, as for the published rules
 * @param shortfalls what cannot be met, and why; empty where all is
 * @param notes what a reader should know, such as a duration that was rounded up
 */
public record JobPlan(
        String optimizer,
        List<Run> runs,
        Totals totals,
        double score,
        double bound,
        List<Shortfall> shortfalls,
        List<Message> notes) {
    private static final double ROUNDING = 1e-9;

    public JobPlan {
        runs = List.copyOf(runs);
        shortfalls = List.copyOf(shortfalls);
        notes = List.copyOf(notes);
    }

    /** {@return how far the score may be from the best, as a share of it; 0 where it is proved best; infinite where unknown} */
    public double gap() {
        double over = score - bound;
        double size = Math.max(Math.abs(score), Math.abs(bound));
        return over <= ROUNDING * size ? 0 : over / Math.max(Math.abs(score), Double.MIN_NORMAL);
    }

    /** {@return the runs of one job} */
    public List<Run> runs(String job) {
        return runs.stream().filter(run -> run.job().equals(job)).toList();
    }
}
