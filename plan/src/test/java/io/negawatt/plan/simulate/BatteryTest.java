package io.negawatt.plan.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BatteryTest {

    @Test
    void wear_writes_off_the_price_over_all_cycles() {
        var wear = Battery.Wear.of(60_000, 3.6e8, 6000, 1e9);
        assertThat(wear.perJ() * 2 * 6000 * 3.6e8).isCloseTo(60_000, within(1e-6));
        assertThat(wear.perS() * 1e9).isCloseTo(60_000, within(1e-6));
    }

    @Test
    void what_no_battery_has_is_refused() {
        assertThatThrownBy(() -> Battery.of(1, 1, 1.1)).hasMessageContaining("efficiencies of 1.1");
        assertThatThrownBy(() -> Battery.of(-1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Battery.NONE.mostJ()).isZero();
    }
}
