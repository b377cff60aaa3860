package io.negawatt.plan.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {

    /** Two steps a day: 10 and 20 for two weeks, then 12 and 10 where 10 and 20 were said with a range of ± 3. */
    @Test
    void agrees_with_a_calculation_by_hand() {
        var source = Samples.source(Duration.ofHours(12), 30, i -> i < 28 ? 10 + i % 2 * 10 : 12 - i % 2 * 2);
        var issue = new Quantiles(28, new double[][] {{7, 8, 9, 10, 11, 12, 13}, {17, 18, 19, 20, 21, 22, 23}});
        var scores = Scores.of(source, new Reach(0, 2), List.of(issue), 28);

        assertThat(scores.count()).isEqualTo(2);
        assertThat(scores.mae()).isEqualTo((2 + 10) / 2.0);
        assertThat(scores.mape()).isCloseTo((2 / 12.0 + 10 / 10.0) / 2, within(1e-12));
        assertThat(scores.wape()).isCloseTo(12 / 22.0, within(1e-12));
        assertThat(scores.relativeMae()).isEqualTo(1);
        assertThat(scores.coverage()).isEqualTo(0.5);
        assertThat(scores.meanWidth()).isEqualTo(6);
        // 12 is above five levels and at or below two; 10 is below all.
        double first = 0.05 * 5 + 0.10 * 4 + 0.25 * 3 + 0.5 * 2 + 0.75 * 1 + 0 + 0.05 * 1;
        double second = 0.95 * 7 + 0.90 * 8 + 0.75 * 9 + 0.5 * 10 + 0.25 * 11 + 0.10 * 12 + 0.05 * 13;
        assertThat(scores.pinball()).isCloseTo((first + second) / 14, within(1e-12));
        assertThat(scores.energyScore()).isNaN();
    }
}
