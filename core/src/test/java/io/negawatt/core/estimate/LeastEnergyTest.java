package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LeastEnergyTest {
    private record Offer(double joules, double seconds) {}

    private static final List<Offer> OFFERS =
            List.of(new Offer(3, 0.01), new Offer(1, 0.2), new Offer(2, 0.05), new Offer(2.5, 0.04));

    private static Offer chosen(double wishS) {
        return LeastEnergy.choose(OFFERS, Offer::joules, Offer::seconds, wishS).orElse(new Offer(0, 0));
    }

    @Test
    void takesTheLeastEnergyThatKeepsTheWish() {
        assertThat(chosen(1)).isEqualTo(OFFERS.get(1));
        assertThat(chosen(0.05)).isEqualTo(OFFERS.get(2));
        assertThat(chosen(0.02)).isEqualTo(OFFERS.get(0));
    }

    @Test
    void findsNothingWhereNothingKeepsIt() {
        assertThat(LeastEnergy.choose(OFFERS, Offer::joules, Offer::seconds, 0.001))
                .isEmpty();
    }
}
