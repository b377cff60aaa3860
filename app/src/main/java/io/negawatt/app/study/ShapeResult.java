package io.negawatt.app.study;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A shape that was tried under the energy budget.
 *
 * @param parameters number of parameters
 * @param lossAtBudget held-out loss once the budget is used up, in nats; empty where training ended before
 * @param curve held-out loss against energy on the way
 * @param onFrontier whether at some energy no other shape had a lower loss
 * @param run id of the run in the ledger
 */
public record ShapeResult(
        int layers,
        int width,
        int heads,
        long parameters,
        OptionalDouble lossAtBudget,
        List<Point> curve,
        boolean onFrontier,
        String run) {

    /** Held-out loss after so much energy. */
    public record Point(double joules, double loss) {}
}
