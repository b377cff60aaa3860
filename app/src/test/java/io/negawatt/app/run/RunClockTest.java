package io.negawatt.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunClockTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private Instant wall = START;
    private long nanos = Long.MAX_VALUE - 5;
    private final RunClock clock = new RunClock(() -> wall, () -> nanos);

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void itGoesOnEvenlyWhenTheWallClockIsSetBackAnHour() {
        pass(Duration.ofSeconds(10));
        wall = wall.minus(Duration.ofHours(1));
        pass(Duration.ofSeconds(10));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(20));
        assertThat(clock.step()).contains(Message.of("note.clock.back", "3600.0 s"));
        pass(Duration.ofSeconds(10));
        assertThat(clock.step()).as("told once").isEmpty();
    }

    @Test
    void aSleepOfTheMachineIsAStepAhead() {
        pass(Duration.ofSeconds(10));
        wall = wall.plusSeconds(7200);
        assertThat(clock.step()).contains(Message.of("note.clock.ahead", "7200.0 s"));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(10));
    }

    @Test
    void everyStepIsToldAlsoOneBack() {
        wall = wall.plusSeconds(5);
        assertThat(clock.step()).isPresent();
        wall = wall.minusSeconds(5);
        assertThat(clock.step()).contains(Message.of("note.clock.back", "5.0 s"));
    }

    @Test
    void aSlowCorrectionIsNoStep() {
        for (int i = 0; i < 10_000; i++) {
            pass(Duration.ofMillis(100));
            wall = wall.plusNanos(50_000);
            assertThat(clock.step()).isEmpty();
        }
    }
}
