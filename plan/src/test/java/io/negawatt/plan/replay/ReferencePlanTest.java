package io.negawatt.plan.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.negawatt.plan.forecast.Forecasters;
import io.negawatt.plan.jobs.Checker;
import io.negawatt.plan.schedule.JobOptimizers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A year of training jobs on the carbon of the reference data, held to the bounds that were set for it. */
class ReferencePlanTest {
    private static Path data = Path.of("");

    private static final boolean LONG = "long".equals(System.getProperty("negawatt.faults"));

    /** A year of hourly plans takes some ten seconds a zone. */
    static List<String> zones() {
        return LONG ? Regret.ZONES : List.of("DE");
    }

    @BeforeAll
    static void find() {
        var folder = Optional.ofNullable(System.getenv("NEGAWATT_REFERENCE_DATA"));
        assumeTrue(
                folder.isPresent(), "NEGAWATT_REFERENCE_DATA is not set: plans are not checked against reference data");
        data = Path.of(folder.orElseThrow()).resolve("grid");
    }

    @ParameterizedTest
    @MethodSource("zones")
    void causal_forecasts_reach_their_share_and_no_job_is_late(String zone) {
        var best = Regret.of(data, zone).with(Forecasters.forPlans());
        assertThat(best.share()).isGreaterThan(0.62);
        assertThat(best.late()).isZero();
    }

    @Test
    void a_year_is_proved_best() {
        var regret = Regret.of(data, "FR");
        assertThat(regret.hindsight().gap()).isZero();
        assertThat(regret.hindsight().shortfalls()).isEmpty();
        assertThat(Checker.violations(regret.problem(), regret.hindsight())).isEmpty();
    }

    @Test
    void the_planner_itself_loses_next_to_nothing() {
        var perfect = Regret.of(data, "FR").perfect();
        assertThat(perfect.share()).isBetween(0.995, 1.0);
        assertThat(perfect.late()).isZero();
    }

    @Test
    void no_rule_beats_the_bound() {
        var regret = Regret.of(data, "US-CAL-CISO");
        for (var rule : JobOptimizers.ALL) {
            if (!rule.proves() && rule.suits(regret.problem())) {
                assertThat(regret.rule(rule).share()).as(rule.id()).isLessThanOrEqualTo(1);
            }
        }
    }
}
