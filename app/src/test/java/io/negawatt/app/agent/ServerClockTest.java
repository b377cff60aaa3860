package io.negawatt.app.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ServerClockTest {

    private static void ask(ServerClock clock, long agentMs, long offsetMs, long delayMs) {
        long dateMs = Math.floorDiv(agentMs + offsetMs + delayMs / 2, 1000) * 1000;
        clock.observe(agentMs, agentMs + delayMs, dateMs);
    }

    @Test
    void whole_seconds_of_many_answers_make_a_narrow_range() {
        for (int seed = 0; seed < 50; seed++) {
            var random = new SplittableRandom(seed);
            var clock = new ServerClock();
            long offsetMs = random.nextLong(-600_000, 600_000);
            for (int i = 0; i < 60; i++) {
                ask(clock, 5_000L * i + random.nextLong(5_000), offsetMs, 1 + random.nextLong(20));
            }
            assertThat(clock.offsetMs()).isCloseTo(offsetMs, within(150L));
            assertThat(clock.errorMs()).isLessThan(150);
        }
    }

    @Test
    void a_clock_that_is_right_moves_nothing() {
        var clock = new ServerClock();
        for (int i = 0; i < 1_000; i++) {
            ask(clock, 5_000L * i, 300, 5);
        }
        assertThat(clock.correctionMs()).isZero();
    }

    @Test
    void ten_minutes_are_corrected_with_the_first_answer_and_then_stay() {
        var clock = new ServerClock();
        ask(clock, 0, -600_000, 10);
        long first = clock.correctionMs();
        assertThat(first).isCloseTo(-600_000, within(1_000L));
        for (int i = 1; i < 5_000; i++) {
            ask(clock, 5_000L * i, -600_000, 10);
        }
        assertThat(clock.correctionMs()).isEqualTo(first);
    }

    @Test
    void a_clock_that_was_set_is_followed() {
        var clock = new ServerClock();
        ask(clock, 0, 0, 10);
        ask(clock, 10_000, 3_600_000, 10);
        assertThat(clock.correctionMs()).isCloseTo(3_600_000, within(1_000L));
    }
}
