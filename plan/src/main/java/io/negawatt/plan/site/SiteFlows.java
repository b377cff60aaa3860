package io.negawatt.plan.site;

/**
 * What a schedule makes of one outlook, W by slot: computed from the schedule alone, without the program that made it.
 *
 * @param importW from the grid, above the contract too
 * @param exportW to the grid
 * @param curtailW sun and wind that are left unused
 * @param unservedW what the grid cannot carry
 * @param cost of energy, peaks and wear
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk.
record SiteFlows(double[] importW, double[] exportW, double[] curtailW, double[] unservedW, double cost) {

    /**
     * {@return what comes of a schedule}
     *
     * @param curtailAskedW sun and wind that are to be left unused; more where they cannot be used
     */
    static SiteFlows of(SiteProblem problem, SiteOutlook outlook, SitePlan plan, double[] curtailAskedW) {
        int slots = problem.slots();
        var flows = new SiteFlows(new double[slots], new double[slots], new double[slots], new double[slots], 0);
        var grid = problem.site().grid();
        double[] needW = problem.netW(plan, outlook);
        double cost = 0;
        for (int slot = 0; slot < slots; slot++) {
            double netW = needW[slot] + curtailAskedW[slot];
            double spareW = Math.max(0, -netW);
            boolean pays = outlook.sellPerKwh()[slot] >= 0;
            flows.importW[slot] = Math.clamp(netW, 0, grid.importLimitW());
            flows.unservedW[slot] = Math.max(0, netW - grid.importLimitW());
            flows.exportW[slot] = pays ? Math.min(spareW, grid.exportLimitW()) : 0;
            flows.curtailW[slot] = curtailAskedW[slot] + spareW - flows.exportW[slot];
            cost += energyCost(problem, outlook, flows, slot)
                    + problem.site().battery().wear().perJ()
                            * problem.stepS()
                            * (plan.chargeW()[slot] + plan.dischargeW()[slot]);
        }
        return new SiteFlows(
                flows.importW,
                flows.exportW,
                flows.curtailW,
                flows.unservedW,
                cost + problem.demand().cost(flows.importW));
    }

    private static double energyCost(SiteProblem problem, SiteOutlook outlook, SiteFlows flows, int slot) {
        double hours = problem.stepH() / 1000;
        return hours
                * (flows.importW[slot] * outlook.buyPerKwh()[slot] - flows.exportW[slot] * outlook.sellPerKwh()[slot]);
    }
}
