package io.negawatt.plan.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.plan.jobs.Instances;
import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.jobs.Slots;
import io.negawatt.plan.jobs.Zone;
import io.negawatt.plan.rules.RunNow;
import io.negawatt.plan.schedule.Front;
import io.negawatt.plan.schedule.Planner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObjectiveTest {
    private static final Slots SLOTS = new Slots(Instances.START, Duration.ofHours(1), 4);
    /** Average carbon is lowest where the marginal plant is coal, as at night; the last hour is good at both. */
    private static final Rates TWO_CARBONS = Rates.of(
            new double[] {400, 200, 300, 260}, new double[] {600, 640, 500, 520}, new double[] {0.2, 0.1, 0.3, -0.1});

    @Test
    void average_carbon_alone_raises_the_marginal_and_a_blend_gains_on_both() {
        var submitted = new RunNow("run-now").plan(problem(Objective.CARBON));
        var average = Planner.plan(problem(Objective.CARBON));
        var blend = Planner.plan(problem(Objective.of(Map.of(Goal.CARBON, 1.0, Goal.MARGINAL, 3.0))));
        assertThat(average.totals().averageG()).isLessThan(submitted.totals().averageG());
        assertThat(average.totals().marginalG())
                .isGreaterThan(submitted.totals().marginalG());
        assertThat(blend.totals().averageG()).isLessThan(submitted.totals().averageG());
        assertThat(blend.totals().marginalG()).isLessThan(submitted.totals().marginalG());
    }

    @Test
    void a_negative_price_is_taken_and_no_error() {
        var plan = Planner.plan(problem(Objective.of(Map.of(Goal.COST, 1.0))));
        assertThat(plan.totals().cost()).isNegative();
        assertThat(plan.gap()).isZero();
    }

    @Test
    void least_carbon_within_a_budget_of_money_is_proved() {
        var budget = new Objective.Budget(Goal.COST, 0.15);
        var plan = Planner.plan(problem(new Objective(Map.of(Goal.CARBON, 1.0), Optional.of(budget))));
        assertThat(plan.totals().cost()).isLessThanOrEqualTo(0.15);
        assertThat(plan.totals().averageG()).isEqualTo(200);
        var tight = Planner.plan(
                problem(new Objective(Map.of(Goal.CARBON, 1.0), Optional.of(new Objective.Budget(Goal.COST, -1)))));
        assertThat(tight.notes()).singleElement().asString().contains("No plan was found");
    }

    @Test
    void the_front_runs_from_the_best_in_one_goal_to_the_best_in_the_other() {
        var front = Front.of(problem(Objective.CARBON), Goal.CARBON, Goal.COST, 6);
        assertThat(front.getFirst().plan().totals().averageG()).isEqualTo(200);
        assertThat(front.getLast().plan().totals().cost()).isEqualTo(-0.1);
    }

    private static JobProblem problem(Objective objective) {
        var job = new Job("j", SLOTS.timeOf(0), SLOTS.timeOf(4), Duration.ofHours(1), 1000);
        return new JobProblem(SLOTS, List.of(job), Zone.of("Z", 1, Double.POSITIVE_INFINITY, TWO_CARBONS), objective);
    }
}
