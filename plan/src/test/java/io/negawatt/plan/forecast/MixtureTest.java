package io.negawatt.plan.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.plan.forecast.Forecaster.Outlook;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixtureTest {
    private static final Source SOURCE = Samples.hourly(100 * 24, i -> 10 + i % 24);

    @Test
    void trusts_those_that_were_right() {
        var mixed = Mixture.of("mix", SOURCE, List.of(off(0.1), off(9)));
        assertThat(mixed.weights()[0]).isGreaterThan(0.95);
        assertThat(Arrays.stream(mixed.weights()).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void errors_of_opposite_sign_are_set_against_each_other() {
        var mixed = Mixture.of("mix", SOURCE, List.of(off(3), off(-3)));
        assertThat(mixed.weights()[0]).isCloseTo(0.5, within(0.1));
    }

    @Test
    void starts_with_equal_weights() {
        var first = Mixture.of("mix", SOURCE, List.of(off(2), off(-1)))
                .track()
                .issues()
                .getFirst();
        assertThat(first.point(0)).isCloseTo(10.5, within(1e-9));
    }

    private static Track off(double error) {
        var issues = IntStream.range(30, 99)
                .mapToObj(day -> new Track.Issue(
                        day * 24,
                        new Outlook(IntStream.range(0, 24)
                                .mapToDouble(hour -> 10 + hour + error)
                                .toArray())))
                .toList();
        return new Track("off", new Reach(0, 24), issues);
    }
}
