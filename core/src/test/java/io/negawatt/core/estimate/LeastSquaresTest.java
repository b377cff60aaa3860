package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {

    @Test
    void findsTheBottomOfACurvedValley() {
        var rosenbrock = new LeastSquares(x -> new double[] {10 * (x[1] - x[0] * x[0]), 1 - x[0]}, 2, 500);
        var bottom = rosenbrock.solve(new double[] {-1.2, 1});
        assertThat(bottom.get(0).value()).isCloseTo(1, within(1e-3));
        assertThat(bottom.get(1).value()).isCloseTo(1, within(1e-3));
    }

    @Test
    void theSpreadIsThatOfTheMeanWhereOneFigureIsMeasuredNineTimes() {
        var nine = new LeastSquares(
                x -> DoubleStream.iterate(0, i -> i + 1)
                        .limit(9)
                        .map(i -> (x[0] - i) / 3)
                        .toArray(),
                1,
                50);
        var mean = nine.solve(new double[] {100}).getFirst();
        assertThat(mean.value()).isCloseTo(4, within(1e-6));
        assertThat(mean.spread()).isCloseTo(1, within(1e-6));
    }
}
