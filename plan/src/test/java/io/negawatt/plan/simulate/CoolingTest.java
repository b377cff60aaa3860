package io.negawatt.plan.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CoolingTest {
    private static final Cooling CHILLER = new Cooling(0.04, 22, 8, 0.4);

    @Test
    void the_air_cools_for_free_until_it_is_too_warm() {
        assertThat(CHILLER.powerW(1000, 14)).isEqualTo(40);
        assertThat(CHILLER.powerW(1000, -20)).isEqualTo(40);
        assertThat(CHILLER.share(34)).isCloseTo(0.04 + 20 / (0.4 * 295.15), within(1e-12));
        assertThat(Cooling.NONE.powerW(1000, 45)).isZero();
    }
}
