package io.negawatt.plan.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.units.Energy;
import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.optimize.Objective;
import io.negawatt.plan.optimize.Rates;
import io.negawatt.plan.replay.ForecastOutlook;
import io.negawatt.plan.replay.Replay;
import io.negawatt.plan.schedule.JobOptimizers;
import io.negawatt.plan.schedule.Planner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Job sets as nobody would write them: none may break an optimizer, and what is not met must be told and explained. */
class JobFuzzTest {
    private static final int COUNT = "long".equals(System.getProperty("negawatt.faults")) ? 10_000 : 400;

    private static final long BOUND_LIFTED_BY_ROUNDING = 3050;

    @Test
    void every_plan_is_sound_and_every_shortfall_explained() {
        for (long seed : LongStream.concat(LongStream.range(0, COUNT), LongStream.of(BOUND_LIFTED_BY_ROUNDING))
                .toArray()) {
            var problem = problem(new Random(seed));
            check(seed, problem, Planner.quick(problem));
            for (var rule : JobOptimizers.ALL) {
                if (!rule.proves() && rule.suits(problem)) {
                    check(seed, problem, rule.plan(problem));
                }
            }
            if (seed % 25 == 0) {
                check(seed, problem, Planner.plan(problem));
                var replayed = Replay.run(problem, ForecastOutlook.perfect(problem), Replay.Terms.HOURLY);
                check(seed, problem, replayed);
            }
        }
    }

    private static void check(long seed, JobProblem problem, JobPlan plan) {
        String which = seed + " " + plan.optimizer();
        assertThat(Checker.violations(problem, plan)).as(which).isEmpty();
        assertThat(plan.shortfalls()).as(which).allSatisfy(shortfall -> {
            assertThat(shortfall.cause().toString()).contains(shortfall.job());
            assertThat(shortfall.late().plus(shortfall.missing())).isPositive();
        });
        assertThat(plan.bound()).as(which).isLessThanOrEqualTo(plan.score() + 1e-6 * Math.abs(plan.score()) + 1e-9);
    }

    private static JobProblem problem(Random random) {
        int count = 1 + random.nextInt(40);
        var slots = new Slots(Instances.START, Duration.ofMinutes(5 + 25L * random.nextInt(3)), count);
        var zones = new ArrayList<Zone>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            double watts = random.nextBoolean() ? Double.POSITIVE_INFINITY : random.nextInt(2000);
            zones.add(Zone.of("Z" + i, random.nextInt(4), watts, rates(random, count)));
        }
        var jobs = new ArrayList<Job>();
        for (int i = 0; i < random.nextInt(9); i++) {
            jobs.add(job(random, i, slots));
        }
        var links = random.nextBoolean() ? List.of(new TransferLink("Z0", "Z1", 0.02, 30)) : List.<TransferLink>of();
        return new JobProblem(slots, jobs, zones, links, objective(random));
    }

    private static Rates rates(Random random, int count) {
        var average = random.doubles(count, 0, 900).toArray();
        var marginal = random.nextBoolean()
                ? new double[0]
                : random.doubles(count, 0, 900).toArray();
        var price = random.nextBoolean()
                ? new double[0]
                : random.doubles(count, -0.2, 0.5).toArray();
        return Rates.of(average, marginal, price);
    }

    private static Job job(Random random, int index, Slots slots) {
        long step = slots.step().toMinutes();
        var release = slots.start().plus(Duration.ofMinutes(random.nextLong(-step, step * slots.count() + step)));
        var deadline = release.plus(Duration.ofMinutes(random.nextLong(-step, 20 * step)));
        return new Job(
                "j" + index,
                release,
                deadline,
                Duration.ofMinutes(1 + random.nextLong(6 * step)),
                random.nextInt(1200),
                conduct(random, index, slots),
                siting(random));
    }

    private static Conduct conduct(Random random, int index, Slots slots) {
        var base = switch (random.nextInt(4)) {
            case 0 -> Conduct.IN_ONE_PIECE;
            case 1 -> Conduct.elastic(List.of(1.0, 1.8, 2.4).subList(0, 1 + random.nextInt(3)));
            case 2 ->
                Conduct.WITH_PAUSES.inRuns(
                        slots.step().multipliedBy(random.nextInt(3)), Energy.ofKilowattHours(random.nextInt(2) * 0.1));
            default -> Conduct.WITH_PAUSES.on(1 + random.nextInt(3));
        };
        return index > 0 && random.nextInt(5) == 0 ? base.after(List.of("j" + random.nextInt(index + 1))) : base;
    }

    private static Siting siting(Random random) {
        return random.nextInt(3) > 0
                ? Siting.ANYWHERE
                : new Siting(
                        List.of("Z" + random.nextInt(3)), Optional.of("Z0"), random.nextInt(20), random.nextInt(60));
    }

    private static Objective objective(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Objective.CARBON;
            case 1 -> Objective.of(Map.of(Goal.COST, 1.0, Goal.MARGINAL, 0.3));
            default -> Objective.of(Map.of(Goal.CARBON, 1.0, Goal.PEAK, 0.2));
        };
    }
}
