package io.negawatt.plan.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.text.Lang;
import io.negawatt.plan.forecast.Quantiles;
import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.optimize.Objective;
import io.negawatt.plan.optimize.Objective.Budget;
import io.negawatt.plan.simulate.SiteWorld;
import io.negawatt.plan.site.SiteCases;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SiteGoalsTest {
    private final SiteCase real = real();
    private final SiteVerification cheapest = SiteVerification.known(real);
    private final SiteVerification cleanest = known(Map.of(Goal.CARBON, 1.0));

    /** Average carbon is low around noon, marginal carbon late at night, and power is cheap in the small hours. */
    private static SiteCase real() {
        var problem = SiteCases.days(3, 1, 3, true);
        var actual = problem.outlooks().getFirst();
        return new SiteCase(
                problem.site(),
                problem.start(),
                actual,
                new SiteWorld(problem.stepS(), actual.loadW(), actual.freshW(), new double[problem.slots()]),
                problem.startJ(),
                problem.endJ(),
                problem.demand(),
                problem.jobs(),
                SiteCases.draw(problem.slots(), slot -> 300 - 150 * Math.cos((slot - 12) * Math.PI / 12)),
                SiteCases.draw(problem.slots(), slot -> 500 - 200 * Math.cos((slot - 22) * Math.PI / 12)),
                ZoneOffset.UTC);
    }

    private SiteVerification known(Map<Goal, Double> weights) {
        return SiteVerification.known(real, Objective.of(weights));
    }

    private SiteVerification limited(Goal goal, Goal limited, double most) {
        return SiteVerification.known(real, new Objective(Map.of(goal, 1.0), Optional.of(new Budget(limited, most))));
    }

    private static double grams(SiteVerification verified) {
        return verified.realized().of(Goal.CARBON);
    }

    @Test
    void each_goal_alone_is_best_at_what_it_asks_for() {
        assertThat(grams(cleanest)).isLessThan(grams(cheapest));
        assertThat(cleanest.realized().cost()).isGreaterThan(cheapest.realized().cost());
        assertThat(cleanest.boundGap()).isLessThan(1e-3);
        assertThat(cleanest.baselines().getLast().cost())
                .isCloseTo(
                        cheapest.realized().cost(),
                        within(1e-6 * cheapest.realized().cost()));
    }

    @Test
    void least_carbon_keeps_a_limit_of_money_and_is_proved() {
        double most = (cheapest.realized().cost() + cleanest.realized().cost()) / 2;
        var limited = limited(Goal.CARBON, Goal.COST, most);
        assertThat(limited.realized().cost()).isLessThanOrEqualTo(most * (1 + 1e-6));
        assertThat(grams(limited)).isStrictlyBetween(grams(cleanest), grams(cheapest));
        assertThat(limited.boundGap()).isLessThan(0.01);
        assertThat(limited.breaches()).isEmpty();
    }

    @Test
    void least_cost_keeps_a_limit_of_carbon_or_says_that_nothing_does() {
        double most = (grams(cheapest) + grams(cleanest)) / 2;
        var limited = limited(Goal.COST, Goal.CARBON, most);
        assertThat(grams(limited)).isLessThanOrEqualTo(most * (1 + 1e-6));
        assertThat(limited.realized().cost())
                .isStrictlyBetween(
                        cheapest.realized().cost(), cleanest.realized().cost());
        var impossible = limited(Goal.COST, Goal.CARBON, grams(cleanest) / 2);
        assertThat(impossible.breaches()).singleElement().asString().contains("No plan was found");
    }

    @Test
    void the_front_falls_from_the_cheapest_to_the_cleanest() {
        var front = SiteGoals.front(real, Goal.COST, Goal.CARBON, 4);
        assertThat(front.getFirst().cost())
                .isCloseTo(
                        cheapest.realized().cost(),
                        within(1e-6 * cheapest.realized().cost()));
        assertThat(front.getLast().of(Goal.CARBON)).isCloseTo(grams(cleanest), within(1e-3 * grams(cleanest)));
        for (int i = 1; i < front.size(); i++) {
            assertThat(front.get(i).of(Goal.CARBON)).isLessThan(front.get(i - 1).of(Goal.CARBON));
            assertThat(front.get(i).cost()).isGreaterThan(front.get(i - 1).cost());
        }
    }

    @Test
    void a_blend_of_both_carbons_gives_up_less_of_either_than_one_alone_gives_up_of_the_other() {
        var marginal = known(Map.of(Goal.MARGINAL, 1.0)).realized();
        var blend = known(Map.of(Goal.MARGINAL, 1.0, Goal.CARBON, 1.0)).realized();
        assertThat(blend.of(Goal.MARGINAL)).isLessThan(cleanest.realized().of(Goal.MARGINAL));
        assertThat(blend.of(Goal.CARBON)).isLessThan(marginal.of(Goal.CARBON));
    }

    @Test
    void forecasts_are_priced_with_the_middle_of_their_carbon() {
        var price = SiteVerification.price(real, Objective.of(Map.of(Goal.COST, 1.0, Goal.CARBON, 5.0)));
        SiteStance.Ranges carbon = (issued, slots) -> {
            var ranges = new double[slots][Quantiles.LEVELS.size()];
            for (int slot = 0; slot < slots; slot++) {
                Arrays.fill(ranges[slot], real.gramsPerKwh()[issued + slot]);
            }
            return ranges;
        };
        var forecasts = SiteForecasts.perfect(real.actual()).priced(price, carbon, (_, _) -> new double[0][]);
        var rolled = SiteVerification.of(real, forecasts, SiteStance.MIDDLE, 24, 6, price);
        var money = SiteVerification.of(real, SiteForecasts.perfect(real.actual()), SiteStance.MIDDLE, 24, 6);
        assertThat(grams(rolled)).isLessThan(grams(money));
    }

    @Test
    void each_job_and_the_battery_have_a_sentence() {
        for (var verified : new SiteVerification[] {cheapest, cleanest}) {
            var reasons = new SiteReasons(verified);
            for (int index = 0; index < real.jobs().size(); index++) {
                assertThat(reasons.of(index).in(Lang.EN)).endsWith(".");
                assertThat(reasons.of(index).in(Lang.ZH)).endsWith("。");
            }
        }
        assertThat(new SiteReasons(cleanest).battery().orElseThrow().in(Lang.EN))
                .contains("g/kWh");
        assertThat(new SiteReasons(cheapest).battery().orElseThrow().in(Lang.EN))
                .contains("per kWh");
    }
}
