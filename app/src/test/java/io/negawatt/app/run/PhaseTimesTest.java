package io.negawatt.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PhaseTimesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final double MONOTONIC_S = 12_345.678901;

    private final PhaseTimes times = new PhaseTimes(() -> NOW, () -> Math.round(MONOTONIC_S * 1e9));

    @Test
    void aStampIsSoMuchBeforeNowAsTheClockHasGoneOn() {
        assertThat(times.at(MONOTONIC_S)).contains(NOW);
        assertThat(times.at(MONOTONIC_S - 0.25)).contains(NOW.minusMillis(250));
        assertThat(times.at(MONOTONIC_S - 1800)).contains(NOW.minusSeconds(1800));
    }

    @Test
    void aStampThatIsRoundedUpIsNow() {
        assertThat(times.at(MONOTONIC_S + 0.000_001)).contains(NOW);
    }

    @Test
    void whatCannotBeMeantHasNoTime() {
        assertThat(times.at(MONOTONIC_S + 1)).isEmpty();
        assertThat(times.at(MONOTONIC_S - 3601)).isEmpty();
        assertThat(times.at(NOW.getEpochSecond())).as("the wall clock's time").isEmpty();
        assertThat(times.at(9_999_999_999.0)).isEmpty();
    }
}
