package io.negawatt.plan.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.plan.jobs.Checker;
import io.negawatt.plan.jobs.Instances;
import io.negawatt.plan.jobs.Instances.Kind;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlannerTest {
    /** {@code mvn verify -Pfaults} tries 2,000 of each kind. */
    private static final int COUNT = "long".equals(System.getProperty("negawatt.faults")) ? 2000 : 120;

    @ParameterizedTest
    @EnumSource
    void it_finds_what_trying_every_plan_finds(Kind kind) {
        int feasible = 0;
        // The last three are seeds that the long form has found faults with.
        for (long seed : LongStream.concat(LongStream.range(0, COUNT), LongStream.of(261, 526, 645))
                .toArray()) {
            var problem = Instances.random(kind, seed);
            var least = BruteForce.least(problem);
            var plan = Planner.plan(problem);
            String which = kind + " " + seed + " " + plan;
            assertThat(Checker.violations(problem, plan)).as(which).isEmpty();
            boolean isMet = plan.shortfalls().isEmpty()
                    && plan.notes().stream().noneMatch(note -> note.key().contains("budget"));
            assertThat(isMet).as(which).isEqualTo(least.isPresent());
            if (least.isPresent()) {
                feasible++;
                double size = Math.max(1, Math.abs(least.getAsDouble()));
                assertThat(plan.score()).as(which).isCloseTo(least.getAsDouble(), within(1e-7 * size));
                assertThat(plan.bound()).as(which).isLessThanOrEqualTo(plan.score() + 1e-7 * size);
                assertThat(plan.gap()).as(which).isLessThan(1e-5);
            }
        }
        assertThat(feasible).isGreaterThan(COUNT / 5);
    }
}
