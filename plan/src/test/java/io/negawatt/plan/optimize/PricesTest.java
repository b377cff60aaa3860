package io.negawatt.plan.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PricesTest {
    private static final int CAPACITY = 20;

    @Test
    void zones_for_a_week_are_planned_within_a_percent_of_the_bound() {
        boolean isLong = "long".equals(System.getProperty("negawatt.faults"));
        var problem = isLong ? week(100, 1000) : week(20, 150);
        var plan = new Prices().plan(problem);
        assertThat(Checker.violations(problem, plan)).isEmpty();
        assertThat(plan.shortfalls()).isEmpty();
        assertThat(plan.gap()).isLessThan(0.01);
    }

    static JobProblem week(int zones, int count) {
        var random = new Random(7);
        var slots = new Slots(Instances.START, Duration.ofHours(1), 168);
        var places = new ArrayList<Zone>();
        for (int zone = 0; zone < zones; zone++) {
            var carbon = new double[168];
            double mean = 50 + random.nextInt(600);
            for (int slot = 0; slot < 168; slot++) {
                carbon[slot] = mean * (1 + 0.3 * Math.sin(slot * Math.PI / 12 + zone)) + random.nextInt(40);
            }
            places.add(Zone.of("Z" + zone, CAPACITY, Double.POSITIVE_INFINITY, Rates.ofCarbon(carbon)));
        }
        var jobs = new ArrayList<Job>();
        for (int i = 0; i < count; i++) {
            int release = random.nextInt(120);
            int need = 1 + random.nextInt(12);
            int due = Math.min(168, release + need + 6 + random.nextInt(40));
            var home = Optional.of("Z" + random.nextInt(zones));
            jobs.add(new Job(
                    "j" + i,
                    slots.timeOf(release),
                    slots.timeOf(due),
                    Duration.ofHours(need),
                    500 + random.nextInt(4000),
                    random.nextBoolean() ? Conduct.IN_ONE_PIECE : Conduct.WITH_PAUSES,
                    new Siting(List.of(), home, random.nextInt(100), Double.POSITIVE_INFINITY)));
        }
        return new JobProblem(slots, jobs, places, List.of(new TransferLink("Z0", "Z1", 0.01, 9)), Objective.CARBON);
    }
}
