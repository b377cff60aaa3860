package io.negawatt.plan.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.plan.jobs.Checker;
import io.negawatt.plan.jobs.Instances;
import org.junit.jupiter.api.Test;

class PricesTest {
    @Test
    void zones_for_a_week_are_planned_within_a_percent_of_the_bound() {
        boolean isLong = "long".equals(System.getProperty("negawatt.faults"));
        var problem = isLong ? Instances.week(100, 1000, 20) : Instances.week(20, 150, 20);
        var plan = new Prices().plan(problem);
        assertThat(Checker.violations(problem, plan)).isEmpty();
        assertThat(plan.shortfalls()).isEmpty();
        assertThat(plan.gap()).isLessThan(0.01);
    }
}
