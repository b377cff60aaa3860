package io.negawatt.plan.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.plan.forecast.Quantiles;
import io.negawatt.plan.simulate.SiteWorld;
import io.negawatt.plan.site.SiteCases;
import io.negawatt.plan.site.SiteOutlook;
import io.negawatt.plan.site.SiteProblem;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RollingSiteTest {

    /** The site of a problem, with its outlook as what really comes. */
    private static SiteCase real(SiteProblem problem) {
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
                SiteCases.draw(problem.slots(), slot -> 300 + 100 * Math.sin(slot)),
                new double[0],
                ZoneOffset.UTC);
    }

    /** Yesterday's value with a range of ± a third. */
    private static SiteStance.Ranges guess(double[] values, int day) {
        return (issued, slots) -> {
            var ranges = new double[slots][Quantiles.LEVELS.size()];
            for (int slot = 0; slot < slots; slot++) {
                int back = issued + slot;
                while (back >= issued) {
                    back -= day;
                }
                double value = back < 0 ? values[slot % day] * 0.8 : values[back];
                for (int level = 0; level < ranges[slot].length; level++) {
                    ranges[slot][level] = value + Math.abs(value) * (Quantiles.LEVELS.get(level) - 0.5) / 1.5;
                }
            }
            return ranges;
        };
    }

    @Test
    void what_is_known_beforehand_costs_what_was_planned_and_that_is_the_bound() {
        var verified = SiteVerification.known(real(SiteCases.week(1, 6, false)));
        assertThat(verified.realized().cost()).isCloseTo(verified.plannedCost(), within(1e-6 * verified.plannedCost()));
        assertThat(verified.regret()).isCloseTo(0, within(1e-3 * verified.bound()));
        assertThat(verified.realized().broken()).isEmpty();
        assertThat(verified.saving().cost().mid()).isPositive();
        assertThat(verified.saving().cost().low())
                .isLessThan(verified.saving().cost().mid());
        assertThat(verified.baselines())
                .hasSize(2)
                .allSatisfy(other -> assertThat(other.cost())
                        .isGreaterThanOrEqualTo(verified.realized().cost() - 1e-6));
    }

    @Test
    void plans_that_look_ahead_with_perfect_forecasts_come_close_to_the_bound() {
        var real = real(SiteCases.week(1, 6, true));
        var verified = SiteVerification.of(real, SiteForecasts.perfect(real.actual()), SiteStance.MIDDLE, 72, 6);
        assertThat(verified.realized().broken()).isEmpty();
        assertThat(verified.regret()).isBetween(-1e-6 * verified.bound(), 0.1 * verified.bound());
    }

    @Test
    void a_demand_charge_never_makes_the_battery_lift_the_peak() {
        var random = new SplittableRandom(5);
        for (int round = 0; round < 3; round++) {
            double spread = random.nextDouble(1, 8);
            var problem = SiteCases.week(1, 0, true);
            var outlook = problem.outlooks().getFirst();
            double[] buy = Arrays.stream(outlook.buyPerKwh())
                    .map(price -> price * spread * random.nextDouble(0.5, 1.5))
                    .toArray();
            var wild = new SiteOutlook(1, buy, outlook.sellPerKwh(), outlook.loadW(), outlook.freshW());
            var other = new SiteProblem(
                    problem.site(),
                    problem.start(),
                    problem.stepS(),
                    problem.startJ(),
                    problem.endJ(),
                    List.of(wild),
                    problem.aim(),
                    problem.demand(),
                    problem.jobs(),
                    problem.coolingShare());
            var real = real(other);
            for (var stance : SiteStance.values()) {
                var forecasts =
                        stance.of(guess(buy, 24), 0.4, 0, guess(outlook.loadW(), 24), guess(outlook.freshW(), 24));
                var verified = SiteVerification.of(real, forecasts, stance, 24, 6);
                double restingW = verified.baselines().getFirst().peakW();
                assertThat(verified.realized().peakW()).as(stance.id()).isLessThanOrEqualTo(restingW + 1e-6);
                assertThat(verified.baselines().getLast().peakW()).isLessThanOrEqualTo(restingW + 1e-6);
                assertThat(verified.realized().broken()).isEmpty();
            }
        }
    }

    @Test
    void jobs_that_begin_run_to_their_end() {
        var real = real(SiteCases.week(1, 8, false));
        var forecasts = SiteStance.SCENARIOS.of(
                guess(real.actual().buyPerKwh(), 24),
                0.4,
                0,
                guess(real.actual().loadW(), 24),
                guess(real.actual().freshW(), 24));
        var verified = SiteVerification.of(real, forecasts, SiteStance.SCENARIOS, 24, 12);
        for (int index = 0; index < real.jobs().size(); index++) {
            var job = real.jobs().get(index);
            double gotJ = Arrays.stream(verified.jobW()[index]).sum() * real.stepS();
            assertThat(gotJ).isCloseTo(job.energyJ(real.stepS()), within(1.0));
            long running = Arrays.stream(verified.jobW()[index])
                    .filter(watts -> watts > 1)
                    .count();
            assertThat(running).isEqualTo(job.shapeW().length);
        }
        assertThat(verified.realized().broken()).isEmpty();
    }

    @Test
    void the_form_of_the_forecast_is_the_one_that_paid_least_before() {
        var real = real(SiteCases.week(1, 0, true));
        var chosen = SiteVerification.chosen(
                real,
                stance -> stance.of(
                        guess(real.actual().buyPerKwh(), 24),
                        0.4,
                        0,
                        guess(real.actual().loadW(), 24),
                        guess(real.actual().freshW(), 24)),
                24,
                6);
        assertThat(chosen).isIn((Object[]) SiteStance.values());
    }
}
