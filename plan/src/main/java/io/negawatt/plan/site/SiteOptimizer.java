package io.negawatt.plan.site;

import io.negawatt.plan.optimize.Optimizer;

/** A way to run a site. */
public interface SiteOptimizer extends Optimizer {

    /** {@return a plan; where nothing keeps every rule, one that says what it breaks and why} */
    SitePlan plan(SiteProblem problem);
}
