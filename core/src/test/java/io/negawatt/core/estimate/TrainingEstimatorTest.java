package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingEstimatorTest {
    private final TrainingEstimator estimator = TrainingEstimator.shipped(Cases.CATALOG);

    private static TrainingCase run(String... cells) {
        var all = new HashMap<>(Map.of("params_B", "70", "tokens_B", "2000", "chip", "A100", "chip_count", "1024"));
        for (int i = 0; i < cells.length; i += 2) {
            all.put(cells[i], cells[i + 1]);
        }
        return TrainingCase.read(new CaseRow(0, all), Cases.CATALOG);
    }

    @Test
    void hoursGrowWithTokens() {
        double once = estimator.estimate(run()).chipHours().mid();
        double twice = estimator.estimate(run("tokens_B", "4000")).chipHours().mid();
        assertThat(twice).isCloseTo(2 * once, within(once * 1e-9));
    }

    @Test
    void partsAddUpToTheEnergy() {
        var e = estimator.estimate(run("PUE", "1.3"));
        assertThat(e.itKwh() + e.networkKwh() + e.coolingKwh())
                .isCloseTo(e.energyKwh().mid(), within(e.energyKwh().mid() * 1e-12));
        assertThat(e.energyKwh().mid()).isCloseTo(1.3 * (e.itKwh() + e.networkKwh()), within(1.0));
    }

    @Test
    void knownHoursAreNotEstimatedAndNarrowTheInterval() {
        var known = estimator.estimate(run("chip_hours", "1720320"));
        assertThat(known.chipHours().mid()).isEqualTo(1_720_320);
        assertThat(known.energyKwh().relativeHalfWidth())
                .isLessThan(estimator.estimate(run()).energyKwh().relativeHalfWidth());
    }

    @Test
    void secondsAndChipsAreHours() {
        assertThat(run("run_seconds", "7200").chipHours()).hasValue(2048);
    }

    @Test
    void frozenWeightsTakeTwoThirdsOfTheOperations() {
        assertThat(run("method", "lora").flops().orElseThrow() / run().flops().orElseThrow())
                .isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void onlyWhatATokenPassesIsComputed() {
        double all = estimator.estimate(run()).chipHours().mid();
        assertThat(estimator.estimate(run("active_params_B", "17")).chipHours().mid())
                .isLessThan(all / 2);
    }
}
