package io.negawatt.plan.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SiteMonthsTest {
    private static SiteProblem season(boolean interruptible) {
        return SiteCases.days(100, 1, 60, interruptible);
    }

    private static double leastAtOnce(SiteProblem problem) {
        try (var model = new SiteModel(problem, false)) {
            assertThat(LeastCostSite.solve(model)).isTrue();
            return model.solver.objective().value();
        }
    }

    @Test
    void a_season_by_months_costs_hardly_more_than_at_once_and_proves_it() {
        var problem = season(true);
        var plan = SiteMonths.plan(problem).orElseThrow();
        double least = leastAtOnce(problem);
        assertThat(SiteCheck.faults(problem, plan)).isEmpty();
        assertThat(plan.gap()).isLessThan(1e-3);
        assertThat(plan.bound()).isLessThanOrEqualTo(least * (1 + 1e-9));
        assertThat(plan.cost()).isGreaterThanOrEqualTo(least * (1 - 1e-9));
    }

    @Test
    void a_job_that_may_not_pause_runs_on_into_the_next_month() {
        var problem = season(false);
        var night = new SiteJob("over-midnight", 26 * 24 + 20, 27 * 24 + 6, watts(10), false);
        var with = problem.withJobs(
                Stream.concat(problem.jobs().stream(), Stream.of(night)).toList());
        var plan = SiteMonths.plan(with).orElseThrow();
        assertThat(SiteCheck.faults(with, plan)).isEmpty();
        assertThat(plan.gap()).isLessThan(1e-3);
        assertThat(plan.jobW()[problem.jobs().size()][27 * 24 - 1]).isPositive();
        assertThat(plan.jobW()[problem.jobs().size()][27 * 24]).isPositive();
    }

    @Test
    void a_battery_that_leaks_is_kept_above_its_floor_in_every_month() {
        var problem = season(true);
        var plan = SiteMonths.plan(problem).orElseThrow();
        var battery = problem.site().battery();
        double storedJ = problem.startJ();
        for (int slot = 0; slot < problem.slots(); slot++) {
            double in = plan.chargeW()[slot] * battery.chargeEfficiency();
            double out = plan.dischargeW()[slot] / battery.dischargeEfficiency();
            storedJ = storedJ * battery.keeps(problem.stepS()) + (in - out) * battery.effectiveS(problem.stepS());
            assertThat(storedJ).as("slot %d", slot).isGreaterThan(battery.leastJ() * (1 - 1e-4));
        }
    }

    @Test
    void what_cannot_be_cut_is_planned_at_once() {
        assertThat(SiteMonths.plan(SiteCases.days(30, 1, 20, true))).isEmpty();
        var problem = season(true);
        var patient = new SiteJob("patient", 0, problem.slots(), watts(10), true);
        assertThat(SiteMonths.plan(problem.withJobs(List.of(patient)))).isEmpty();
        var tooMuch = new SiteJob("too-much", 100, 105, watts(10), true);
        var broken = problem.withJobs(List.of(tooMuch));
        assertThat(SiteMonths.plan(broken)).isEmpty();
        assertThat(new LeastCostSite().plan(broken).breaches()).isNotEmpty();
    }

    private static double[] watts(int slots) {
        var watts = new double[slots];
        Arrays.fill(watts, 10_000);
        return watts;
    }
}
