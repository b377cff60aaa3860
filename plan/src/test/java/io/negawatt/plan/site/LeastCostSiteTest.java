package io.negawatt.plan.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.text.Lang;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeastCostSiteTest {
    private static final boolean LONG = "long".equals(System.getProperty("negawatt.faults"));
    private final SiteOptimizer optimizer = new LeastCostSite();

    @Test
    void costs_no_more_than_the_best_of_everything_that_can_be_tried() {
        var wrong = new ArrayList<String>();
        for (long seed = 0; seed < (LONG ? 2000 : 300); seed++) {
            var small = SiteCases.small(seed);
            double least = SiteBruteForce.leastCost(small.problem(), small.perKwh());
            var plan = optimizer.plan(small.problem());
            boolean same = Double.isInfinite(least)
                    ? !plan.breaches().isEmpty()
                    : plan.breaches().isEmpty() && Math.abs(plan.cost() - least) <= 1e-6 * (1 + Math.abs(least));
            if (!same) {
                wrong.add("seed %d: %s against %s, %s".formatted(seed, plan.cost(), least, plan.breaches()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_plan_keeps_every_rule_or_says_which_it_breaks() {
        var wrong = new ArrayList<String>();
        for (long seed = 0; seed < (LONG ? 10_000 : 250); seed++) {
            var problem = SiteCases.any(seed);
            for (var one : SiteOptimizers.ALL) {
                var plan = one.plan(problem);
                for (String fault : SiteCheck.faults(problem, plan)) {
                    wrong.add("seed %d, %s: %s".formatted(seed, one.id(), fault));
                }
                plan.breaches().forEach(breach -> assertThat(breach.in(Lang.ZH)).isNotEmpty());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void no_rule_of_thumb_is_cheaper() {
        for (long seed = 0; seed < 100; seed++) {
            var problem = SiteCases.any(seed);
            var plan = optimizer.plan(problem);
            if (plan.breaches().isEmpty()) {
                for (var one : List.of(new GreedySite(), new RestingSite())) {
                    var other = one.plan(problem);
                    assertThat(!other.breaches().isEmpty()
                                    || problem.aim() == SiteProblem.Aim.WORST
                                    || other.cost() >= plan.cost() - 1e-6 * (1 + Math.abs(plan.cost())))
                            .as("seed %d, %s: %s against %s", seed, one.id(), other.cost(), plan.cost())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void many_starts_are_bounded_from_below_and_met() {
        var problem = SiteCases.week(4, 20, false);
        var plan = optimizer.plan(problem);
        assertThat(SiteCheck.faults(problem, plan)).isEmpty();
        assertThat(plan.breaches()).isEmpty();
        assertThat(plan.gap()).isLessThan(1e-3);
        assertThat(plan.bound()).isLessThanOrEqualTo(plan.cost() * (1 + 1e-9));
    }

    @Test
    void the_cost_is_that_of_the_schedule() {
        var problem = SiteCases.week(4, 8, true);
        var plan = optimizer.plan(problem);
        var flows = SiteFlows.of(problem, problem.outlooks().getFirst(), plan, plan.curtailW());
        assertThat(flows.cost()).isCloseTo(plan.cost(), within(1e-6 * plan.cost()));
    }
}
