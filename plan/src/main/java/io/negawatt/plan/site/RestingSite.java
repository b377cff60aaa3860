package io.negawatt.plan.site;

/** Nobody plans: the battery rests, and each job runs as soon as it is released. */
public final class RestingSite implements SiteOptimizer {
    @Override
    public String id() {
        return "site-as-submitted";
    }

    @Override
    public SitePlan plan(SiteProblem problem) {
        int slots = problem.slots();
        var jobs = new double[problem.jobs().size()][];
        for (int index = 0; index < jobs.length; index++) {
            var job = problem.jobs().get(index);
            jobs[index] = job.powerW(Math.min(job.release(), slots), slots);
        }
        return RuledPlan.of(problem, new double[slots], new double[slots], jobs);
    }
}
