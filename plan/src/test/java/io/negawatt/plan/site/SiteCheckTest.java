package io.negawatt.plan.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SiteCheckTest {
    private final SiteProblem problem = SiteCases.week(1, 4, false);
    private final SitePlan plan = new LeastCostSite().plan(problem);

    @Test
    void a_good_plan_has_no_fault() {
        assertThat(SiteCheck.faults(problem, plan)).isEmpty();
    }

    @Test
    void each_rule_that_is_broken_is_found() {
        assertThat(faults(0, 5e5, 0)).anyMatch(fault -> fault.startsWith("charge of"));
        assertThat(faults(1, 5e5, 0)).anyMatch(fault -> fault.startsWith("discharge of"));
        assertThat(faults(1, 1.9e5, 30)).anyMatch(fault -> fault.startsWith("holds only"));
        var jobs = plan.jobW().clone();
        jobs[0] = new double[problem.slots()];
        var idle = new SitePlan(plan.chargeW(), plan.dischargeW(), plan.curtailW(), jobs, 0, 0, List.of());
        assertThat(SiteCheck.faults(problem, idle)).anyMatch(fault -> fault.contains("gets only"));
        jobs[0] = problem.jobs()
                .getFirst()
                .powerW(problem.slots() - problem.jobs().getFirst().shapeW().length, problem.slots());
        var late = new SitePlan(plan.chargeW(), plan.dischargeW(), plan.curtailW(), jobs, 0, 0, List.of());
        assertThat(SiteCheck.faults(problem, late)).anyMatch(fault -> fault.contains("runs in slot"));
    }

    private List<String> faults(int what, double watts, int slot) {
        double[] charge = plan.chargeW().clone();
        double[] discharge = plan.dischargeW().clone();
        for (int i = slot; i < slot + 20; i++) {
            charge[i] = what == 0 ? watts : 0;
            discharge[i] = what == 1 ? watts : 0;
        }
        return SiteCheck.faults(
                problem, new SitePlan(charge, discharge, plan.curtailW(), plan.jobW(), 0, 0, List.of()));
    }
}
