package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredPointsTest {
    private static final Point ESTIMATED = new Point(32, 1.0, 0.03, 0.03, 500, 0.1);

    private static MeasuredPoints points(double... batchesAndJoules) {
        var metered = new ArrayList<MeasuredPoints.Metered>();
        for (int i = 0; i < batchesAndJoules.length; i += 2) {
            var d = Cases.deployment().withMaxSequences(batchesAndJoules[i]);
            metered.add(MeasuredPoints.metered(d, ESTIMATED, batchesAndJoules[i + 1], Double.NaN));
        }
        return new MeasuredPoints(metered);
    }

    private static double energy(MeasuredPoints points, double batch) {
        return points.at(Cases.deployment().withMaxSequences(batch)).energy();
    }

    @Test
    void aMeteredPointIsNearlyBelieved() {
        assertThat(energy(points(32, 1.3), 32)).isCloseTo(Math.log(1.3), within(0.02));
    }

    @Test
    void farFromItLessIsBelieved() {
        var points = points(32, 1.3);
        assertThat(energy(points, 2048)).isPositive().isLessThan(energy(points, 64));
        assertThat(points.shrinkage(Cases.deployment().withMaxSequences(32))).isLessThan(0.2);
        assertThat(points.shrinkage(Cases.deployment().withMaxSequences(2048))).isBetween(0.4, 0.9);
    }

    @Test
    void betweenTwoPointsTheErrorGoesFromOneToTheOther() {
        var points = points(8, 1.2, 256, 0.8);
        assertThat(energy(points, 8)).isGreaterThan(energy(points, 45));
        assertThat(energy(points, 45)).isGreaterThan(energy(points, 256));
    }

    @Test
    void pointsOfAnotherDeploymentSayNothing() {
        var elsewhere = Cases.deployment("gpu_model", "B200");
        assertThat(points(32, 1.3).at(elsewhere)).isEqualTo(Correction.NONE);
        assertThat(points(32, 1.3).shrinkage(elsewhere)).isEqualTo(1);
    }

    @Test
    void theTwoPointsWorthMeasuringLieInsideTheCurveAndApart() {
        var batches = List.of(8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0);
        var chosen = MeasuredPoints.worthMeasuring(batches, 2);
        assertThat(chosen).hasSize(2);
        assertThat(chosen.getLast() / chosen.getFirst()).isGreaterThanOrEqualTo(4);
        assertThat(chosen).isSubsetOf(batches.subList(1, 6));
    }
}
