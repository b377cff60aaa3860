package io.negawatt.plan.site;

import io.negawatt.plan.simulate.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a site should charge, discharge and run its jobs.
 *
 * @param start when the first slot begins
 * @param stepS length of a slot, s
 * @param startJ what the battery holds at the start
 * @param endJ what it is to hold at the end, at least
 * @param outlooks ways in which the slots may turn out, at least one; battery and jobs follow one schedule through all of them
 * @param aim what is to be least over them
 * @param coolingShare for each slot the power of cooling for each W of a job
 * @param idleJ what the battery would hold at the start had it never been used: only a leak may take it below its floor
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; nobody compares problems.
public record SiteProblem(
        Site site,
        Instant start,
        double stepS,
        double startJ,
        double endJ,
        List<SiteOutlook> outlooks,
        Aim aim,
        SiteDemand demand,
        List<SiteJob> jobs,
        double[] coolingShare,
        double idleJ) {
    private static final double S_PER_HOUR = 3600;

    /** What is made least over several outlooks. */
    public enum Aim {
        /** Their mean cost by weight: the scenario form. */
        MEAN,
        /** The cost of the worst: the robust form. */
        WORST
    }

    public SiteProblem {
        outlooks = List.copyOf(outlooks);
        jobs = List.copyOf(jobs);
        int slots = outlooks.isEmpty() ? -1 : outlooks.getFirst().slots();
        if (slots != coolingShare.length || !outlooks.stream().allMatch(one -> one.slots() == coolingShare.length)) {
            throw new IllegalArgumentException("a problem needs outlooks of one length");
        }
    }

    /** A problem whose battery is first used at its start. */
    public SiteProblem(
            Site site,
            Instant start,
            double stepS,
            double startJ,
            double endJ,
            List<SiteOutlook> outlooks,
            Aim aim,
            SiteDemand demand,
            List<SiteJob> jobs,
            double[] coolingShare) {
        this(site, start, stepS, startJ, endJ, outlooks, aim, demand, jobs, coolingShare, startJ);
    }

    /** {@return number of slots} */
    public int slots() {
        return outlooks.getFirst().slots();
    }

    /** {@return when a slot begins} */
    public Instant timeOf(int slot) {
        return start.plus(Duration.ofNanos(Math.round(slot * stepS * 1e9)));
    }

    /** {@return import less export that a plan makes of an outlook where nothing is curtailed, W} */
    public double netW(SitePlan plan, SiteOutlook outlook, int slot) {
        return outlook.netW(slot)
                + plan.chargeW()[slot]
                - plan.dischargeW()[slot]
                + plan.jobsW(slot) * (1 + coolingShare[slot]);
    }

    /** {@return the same for every slot} */
    double[] netW(SitePlan plan, SiteOutlook outlook) {
        var netW = new double[slots()];
        // Job by job: slot by slot each number would be far from the last in memory.
        for (double[] job : plan.jobW()) {
            for (int slot = 0; slot < netW.length; slot++) {
                netW[slot] += job[slot] * (1 + coolingShare[slot]);
            }
        }
        for (int slot = 0; slot < netW.length; slot++) {
            netW[slot] += outlook.netW(slot) + plan.chargeW()[slot] - plan.dischargeW()[slot];
        }
        return netW;
    }

    /** {@return for each slot the least energy that the battery may hold at its end, J} */
    double[] leastJ() {
        var least = new double[slots()];
        double leftJ = idleJ;
        for (int slot = 0; slot < least.length; slot++) {
            leftJ *= site.battery().keeps(stepS);
            least[slot] = Math.min(site.battery().leastJ(), leftJ);
        }
        return least;
    }

    /** {@return length of a slot in hours} */
    double stepH() {
        return stepS / S_PER_HOUR;
    }

    /** {@return the same with other jobs} */
    SiteProblem withJobs(List<SiteJob> others) {
        return new SiteProblem(site, start, stepS, startJ, endJ, outlooks, aim, demand, others, coolingShare, idleJ);
    }

    /** {@return the same without a ceiling on peaks} */
    SiteProblem withDemand(SiteDemand other) {
        return new SiteProblem(site, start, stepS, startJ, endJ, outlooks, aim, other, jobs, coolingShare, idleJ);
    }
}
