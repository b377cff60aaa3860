package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    private final Schedule schedule = new Schedule(0.01, 10, 110, 0.1);

    @Test
    void it_warms_up_evenly_to_the_peak() {
        assertThat(schedule.at(0)).isCloseTo(0.001, within(1e-12));
        assertThat(schedule.at(4)).isCloseTo(0.005, within(1e-12));
        assertThat(schedule.at(9)).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void it_falls_by_half_a_cosine_to_its_floor() {
        assertThat(schedule.at(10)).isCloseTo(0.01, within(1e-12));
        assertThat(schedule.at(60)).isCloseTo(0.0055, within(1e-12));
        assertThat(schedule.at(110)).isCloseTo(0.001, within(1e-12));
        assertThat(schedule.at(1000)).isCloseTo(0.001, within(1e-12));
    }
}
