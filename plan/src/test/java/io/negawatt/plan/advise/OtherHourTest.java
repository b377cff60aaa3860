package io.negawatt.plan.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.account.Tariff;
import io.negawatt.core.units.Interval;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OtherHourTest {
    private final OtherHour hour = new OtherHour();
    private final Tariff bands = new Tariff("two", "EUR", Bands.dayAndNight());

    @Test
    void aRunByDayWouldCostAThirdByNightAndEmitTheSame() {
        var found = hour.of(Runs.run().gpu("H100", 500).tariff(bands).subject());
        assertThat(found).singleElement().satisfies(finding -> {
            var change = finding.change().orElseThrow();
            assertThat(change.cost().orElseThrow().mid()).isCloseTo(-2.0 / 3, within(1e-9));
            assertThat(change.energy()).isEqualTo(Interval.ZERO);
            assertThat(change.carbon()).contains(Interval.ZERO);
            assertThat(finding.detail().toString()).contains("yearly factor");
            assertThat(finding.command()).contains("--on-calendar=22:00");
        });
    }

    @Test
    void aRunByNightHasNothingToGain() {
        var night = Runs.run()
                .from(Runs.NOON.plus(Duration.ofHours(13)))
                .gpu("H100", 500)
                .tariff(bands);
        assertThat(hour.of(night.subject())).isEmpty();
    }

    @Test
    void onePriceAtAllHoursGivesNoAdvice() {
        var flat = Runs.run().gpu("H100", 500).tariff(new Tariff("flat", "EUR", 0.3));
        assertThat(hour.of(flat.subject())).isEmpty();
    }
}
