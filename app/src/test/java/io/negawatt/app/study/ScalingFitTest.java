package io.negawatt.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ScalingFitTest {

    @Test
    void plantedTermsAreFound() {
        var fit = ScalingFit.of(SampleStudy.points(0), SampleStudy.CORES);
        var close = Percentage.withPercentage(0.1);
        assertThat(fit.computeJPerToken()).isCloseTo(SampleStudy.COMPUTE_J, close);
        assertThat(fit.idleW()).isCloseTo(SampleStudy.IDLE_W, close);
        assertThat(fit.communicationJPerByte()).isCloseTo(SampleStudy.COMMUNICATION_J, close);
        assertThat(fit.meanErrorShare()).isLessThan(1e-6);
    }

    @Test
    void whatIsPredictedForMeasuredNumbersIsWhatWasMeasured() {
        var points = SampleStudy.points(0);
        var fit = ScalingFit.of(points, SampleStudy.CORES);
        points.stream()
                .filter(point -> point.batchRows() == 16)
                .forEach(point -> assertThat(fit.at(point.workers()).jPerToken())
                        .isCloseTo(point.jPerToken(), Percentage.withPercentage(0.1)));
    }

    @Test
    void noTermIsNegativeWhateverTheMeasurements() {
        var random = RandomGenerator.of("L64X128MixRandom");
        for (int round = 0; round < 50; round++) {
            double[][] rows = new double[6][3];
            double[] values = new double[6];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = random.doubles(3).toArray();
                values[i] = random.nextDouble(-1, 1);
            }
            assertThat(DoubleStream.of(ScalingFit.nonNegativeLeastSquares(rows, values)))
                    .hasSize(3)
                    .allMatch(factor -> factor >= 0);
        }
    }

    @Test
    void aTermThatWouldBeNegativeIsZeroAndTheOthersFitWithoutIt() {
        double[][] rows = {{1, 0}, {0, 1}, {1, 1}};
        assertThat(ScalingFit.nonNegativeLeastSquares(rows, new double[] {2, -1, 1.5}))
                .containsExactly(new double[] {1.75, 0}, within(1e-9));
    }

    @Test
    void moreWorkersThanCoresTakeTurnsSoThatTheLeastLiesAtTheCores() {
        var fit = ScalingFit.of(SampleStudy.points(0), SampleStudy.CORES);
        assertThat(fit.predicted()).hasSize(8);
        assertThat(fit.cores()).isEqualTo(2);
        assertThat(fit.leastEnergyWorkers()).isEqualTo(2);
    }

    @Test
    void whereHandingOverCostsMoreThanIdleOneWorkerUsesTheLeast() {
        var points = IntStream.rangeClosed(1, 2)
                .boxed()
                .flatMap(workers -> IntStream.of(4, 16).mapToObj(rows -> costly(workers, rows)))
                .toList();
        assertThat(ScalingFit.of(points, 2).leastEnergyWorkers()).isEqualTo(1);
    }

    private static ScalingPoint costly(int workers, int rows) {
        double tokens = 64.0 * workers * rows;
        double bytes = workers == 1 ? 0 : 1e6 * workers;
        double jPerToken = 1e-3 + 1e-7 * bytes / tokens;
        return new ScalingPoint(workers, rows, tokens, 0.01 * rows, bytes, jPerToken, Map.of(), Map.of(), 1, "x");
    }
}
