package io.negawatt.plan.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GramTest {

    @Test
    void finds_the_plane_that_the_rows_lie_on() {
        var gram = new Gram(2);
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            double a = random.nextGaussian();
            double b = 5 + 3 * random.nextGaussian();
            gram.add(new double[] {1, a, b, 2 * a - 0.5 * b + 7}, 1);
        }
        assertThat(gram.line(1e-9).at(new double[] {1, 1, 2, 0})).isCloseTo(8, within(1e-6));
    }

    @Test
    void full_shrinkage_leaves_the_mean() {
        var gram = new Gram(1);
        gram.add(new double[] {1, 0, 10}, 1);
        gram.add(new double[] {1, 1, 20}, 3);
        assertThat(gram.line(1e9).at(new double[] {1, 0, 0})).isCloseTo(17.5, within(1e-6));
    }

    @Test
    void an_input_that_never_moves_has_no_say() {
        var gram = new Gram(2);
        for (int i = 0; i < 10; i++) {
            gram.add(new double[] {1, i, 4, 3 * i}, 1);
        }
        assertThat(gram.line(1e-9).slopes()[1]).isZero();
        assertThat(gram.line(1e-9).at(new double[] {1, 20, 99, 0})).isCloseTo(60, within(1e-5));
    }
}
