package io.negawatt.plan.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.ortools.graph.MinCostFlow;
import io.negawatt.plan.jobs.Checker;
import io.negawatt.plan.jobs.Conduct;
import io.negawatt.plan.jobs.Instances;
import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.jobs.Slots;
import io.negawatt.plan.jobs.Zone;
import io.negawatt.plan.optimize.Objective;
import io.negawatt.plan.optimize.OrTools;
import io.negawatt.plan.optimize.Rates;
import io.negawatt.plan.rules.WaitAwhile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlowTest {
    private static final int SLOTS = 200;

    /** The same flow, given to OR-Tools arc by arc. */
    @Test
    void it_costs_what_another_solver_of_flows_finds() {
        OrTools.load();
        for (long seed = 0; seed < 20; seed++) {
            var problem = crowded(seed);
            var plan = new Flow().plan(problem);
            assertThat(plan.shortfalls()).isEmpty();
            assertThat(plan.gap()).isZero();
            assertThat(Checker.violations(problem, plan)).isEmpty();
            assertThat(plan.totals().averageG())
                    .isCloseTo(grams(problem), within(1e-6 * plan.totals().averageG()));
        }
    }

    @Test
    void the_prices_prove_it_and_a_worse_plan_would_show_a_gap() {
        var problem = crowded(1);
        var plan = new Flow().plan(problem);
        assertThat(plan.bound()).isCloseTo(plan.score(), within(1e-9));
        var rule = new WaitAwhile("wait-awhile").plan(problem);
        assertThat(rule.score()).isGreaterThan(plan.bound());
    }

    @Test
    void where_too_much_must_run_the_least_is_late_and_the_hours_are_named() {
        var slots = new Slots(Instances.START, Duration.ofHours(1), 20);
        var jobs = new ArrayList<Job>();
        for (int i = 0; i < 3; i++) {
            jobs.add(new Job("j" + i, slots.timeOf(0), slots.timeOf(4), Duration.ofHours(3), 100)
                    .with(Conduct.WITH_PAUSES));
        }
        var problem = new JobProblem(
                slots,
                jobs,
                Zone.of("Z", 2, Double.POSITIVE_INFINITY, Rates.ofCarbon(new double[20])),
                Objective.CARBON);
        var plan = new Flow().plan(problem);
        assertThat(plan.shortfalls()).singleElement().satisfies(shortfall -> {
            assertThat(shortfall.late()).isEqualTo(Duration.ofHours(1));
            assertThat(shortfall.missing()).isZero();
            assertThat(shortfall.cause().toString()).contains("3 jobs", "9.000 device-hours", "8.000", "1.00 too few");
        });
    }

    private static JobProblem crowded(long seed) {
        var random = new Random(seed);
        var slots = new Slots(Instances.START, Duration.ofMinutes(30), SLOTS);
        var jobs = new ArrayList<Job>();
        for (int i = 0; i < 60; i++) {
            int release = random.nextInt(SLOTS - 40);
            int need = 1 + random.nextInt(12);
            int due = release + need + 8 + random.nextInt(20);
            jobs.add(new Job(
                            "j" + i,
                            slots.timeOf(release),
                            slots.timeOf(due),
                            slots.step().multipliedBy(need),
                            100 + 50 * random.nextInt(4))
                    .with(Conduct.WITH_PAUSES));
        }
        double[] carbon = random.ints(SLOTS, 50, 400).asDoubleStream().toArray();
        return new JobProblem(
                slots, jobs, Zone.of("Z", 4, Double.POSITIVE_INFINITY, Rates.ofCarbon(carbon)), Objective.CARBON);
    }

    /** Costs are whole: half an hour of 100 W at a whole carbon intensity is a multiple of 50 mg. */
    private static double grams(JobProblem problem) {
        var flow = new MinCostFlow();
        int sink = problem.jobs().size() + SLOTS;
        var slots = problem.slots();
        long units = 0;
        for (int j = 0; j < problem.jobs().size(); j++) {
            var job = problem.jobs().get(j);
            flow.setNodeSupply(j, slots.holding(job.duration()));
            units += slots.holding(job.duration());
            for (int slot = slots.from(job.release()); slot < slots.until(job.deadline()); slot++) {
                long cost = Math.round(job.powerW()
                        / 1000
                        * slots.hours()
                        * problem.zones().getFirst().rates().averageG()[slot]
                        * 1000);
                flow.addArcWithCapacityAndUnitCost(j, problem.jobs().size() + slot, 1, cost);
            }
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            flow.addArcWithCapacityAndUnitCost(problem.jobs().size() + slot, sink, 4, 0);
        }
        flow.setNodeSupply(sink, -units);
        assertThat(flow.solve()).isEqualTo(MinCostFlow.Status.OPTIMAL);
        return flow.getOptimalCost() / 1000.0;
    }
}
