package io.negawatt.plan.site;

import io.negawatt.core.text.Message;
import java.util.Arrays;
import java.util.List;

/**
 * What a site is to do, slot by slot.
 *
 * @param chargeW power into the battery
 * @param dischargeW power out of it; never both in a slot
 * @param curtailW sun and wind that are left unused in the first outlook
 * @param jobW power of each job, by the order of the problem, then by slot
 * @param bound no schedule costs less, in the aim of the problem
 * @param cost of this one, likewise
 * @param breaches what it breaks and why; empty where every rule is kept
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; nobody compares plans.
public record SitePlan(
        double[] chargeW,
        double[] dischargeW,
        double[] curtailW,
        double[][] jobW,
        double cost,
        double bound,
        List<Message> breaches) {
    /** A gap to a cost of nearly nothing is told as a share of this. */
    private static final double LEAST_COST = 1e-6;

    public SitePlan {
        breaches = List.copyOf(breaches);
    }

    /** {@return the same with another bound} */
    SitePlan withBound(double other) {
        return new SitePlan(chargeW, dischargeW, curtailW, jobW, cost, Math.min(other, cost), breaches);
    }

    /** {@return how far the cost may be from the least, as a share of it} */
    public double gap() {
        return Math.max(0, cost - bound) / Math.max(Math.abs(cost), LEAST_COST);
    }

    /** {@return power of all jobs in a slot} */
    public double jobsW(int slot) {
        return Arrays.stream(jobW).mapToDouble(job -> job[slot]).sum();
    }
}
