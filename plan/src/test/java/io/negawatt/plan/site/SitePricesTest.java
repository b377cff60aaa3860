package io.negawatt.plan.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SitePricesTest {
    private final SiteProblem problem = SiteCases.days(3, 1, 6, true);

    private static SitePrices prices(SiteProblem problem) {
        try (var model = new SiteModel(problem, false)) {
            SiteStarts.all(model);
            assertThat(LeastCostSite.solve(model)).isTrue();
            return SitePrices.of(model);
        }
    }

    @Test
    void the_prices_of_a_linear_program_prove_its_cost() {
        for (var one : new SiteProblem[] {problem, SiteCases.days(2, 12, 3, true), problem.withJobs(List.of())}) {
            var plan = new LeastCostSite().plan(one);
            assertThat(prices(one).bound(one)).isCloseTo(plan.cost(), within(1e-6 * plan.cost()));
        }
    }

    @Test
    void prices_of_another_time_bound_the_cost_too_but_less_well() {
        var prices = prices(problem);
        prices.put(20, 40, prices(SiteCases.days(3, 1, 40, true)));
        assertThat(prices.bound(problem))
                .isLessThan(new LeastCostSite().plan(problem).cost() * (1 - 1e-6));
    }

    @Test
    void no_plan_of_any_site_costs_less_than_any_prices_say() {
        var wrong = new ArrayList<String>();
        int met = 0;
        for (long seed = 0; seed < 300; seed++) {
            var any = SiteCases.any(seed);
            var plan = new LeastCostSite().plan(any);
            if (any.outlooks().size() > 1 || !plan.breaches().isEmpty()) {
                continue;
            }
            double bound = prices(any).bound(any);
            met += bound > plan.cost() - 1e-6 * (1 + Math.abs(plan.cost())) ? 1 : 0;
            if (bound > plan.cost() + 1e-6 * (1 + Math.abs(plan.cost()))) {
                wrong.add("seed %d: %s above %s".formatted(seed, bound, plan.cost()));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(met).as("bounds that are the cost").isGreaterThan(20);
    }
}
