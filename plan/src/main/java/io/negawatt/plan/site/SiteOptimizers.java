package io.negawatt.plan.site;

import java.util.List;

/** Every way to run a site: rules to measure plans against, and the optimizer. To add one: a file of its own and a line here. */
public final class SiteOptimizers {
    public static final List<SiteOptimizer> ALL = List.of(new RestingSite(), new GreedySite(), new LeastCostSite());

    private SiteOptimizers() {}
}
