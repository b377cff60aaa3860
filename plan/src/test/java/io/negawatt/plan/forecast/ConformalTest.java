package io.negawatt.plan.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConformalTest {
    private static final Reach DAY = new Reach(0, 24);

    @Test
    void nine_of_ten_outcomes_lie_within_the_range() {
        assertThat(coverage(Samples.wave(300, 3), 120)).isBetween(0.87, 0.93);
    }

    @Test
    void the_range_widens_when_errors_become_three_times_as_large() {
        var random = new Random(11);
        var source = Samples.hourly(300 * 24, i -> 50 + (i > 200 * 24 ? 3 : 1) * random.nextGaussian());
        assertThat(coverage(source, 120)).isBetween(0.87, 0.93);
        // The month after the change, in which a fixed range would hold six times out of ten.
        assertThat(coverage(source, 205)).isGreaterThan(0.85);
    }

    @Test
    void what_was_never_below_zero_is_not_said_to_go_there() {
        var random = new Random(5);
        var source = Samples.hourly(120 * 24, _ -> Math.max(0, random.nextGaussian()));
        var issues = Conformal.of(source, yesterday(source));
        assertThat(issues)
                .allSatisfy(
                        issue -> assertThat(issue.values()[0][Quantiles.LOW]).isNotNegative());
    }

    @Test
    void quantiles_never_cross() {
        var source = Samples.wave(150, 2);
        for (var issue : Conformal.of(source, yesterday(source))) {
            for (var range : issue.values()) {
                assertThat(range).isSorted();
            }
        }
    }

    private static Track yesterday(Source source) {
        var schedule = new Schedule(30 * 24, source.size() - 23, 24, 7);
        return Rolling.roll(source, Forecasters.named("yesterday"), DAY, schedule)
                .track();
    }

    private static double coverage(Source source, int fromDay) {
        var issues = Conformal.of(source, yesterday(source)).stream()
                .filter(issue -> issue.issued() >= fromDay * 24)
                .toList();
        return Scores.coverage(Outcomes.of(source, DAY, issues));
    }
}
