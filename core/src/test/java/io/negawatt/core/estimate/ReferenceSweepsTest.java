package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Power limits and late gains against the sweeps and trainings that they were taken from. */
class ReferenceSweepsTest {
    private Path folder = Path.of("");

    @BeforeEach
    void needsTheReferenceData() {
        assumeTrue(Cases.DATA.isPresent(), "NEGAWATT_REFERENCE_DATA is not set to the folder of the reference data");
        folder = Cases.DATA.orElseThrow().resolve("llm");
    }

    @Test
    void nineInTenPointsOfASweepLieWithinTheRange() {
        var limit = PowerLimit.fit(folder);
        var points = PowerLimit.FILES.stream()
                .map(file -> PowerLimit.points(CaseFile.read(folder.resolve(file))))
                .flatMap(List::stream)
                .filter(point -> point.ratio() < 1.2 && point.ratio() > 0.45)
                .toList();
        long inside = points.stream().filter(point -> holds(limit, point)).count();
        assertThat((double) inside / points.size()).isBetween(0.85, 0.99);
    }

    private static boolean holds(PowerLimit limit, PowerLimit.Swept point) {
        var energy = limit.at(point.ratio()).energy();
        double measured = point.power() * point.time();
        return energy.low() <= measured && measured <= energy.high();
    }

    @Test
    void theFitIsTheOneThatShips() {
        assertThat(PowerLimit.fit(folder).knee())
                .isCloseTo(PowerLimit.shipped().knee(), org.assertj.core.data.Percentage.withPercentage(0.01));
        assertThat(LateGain.of(folder).epochs().mid())
                .isCloseTo(LateGain.shipped().epochs().mid(), org.assertj.core.data.Percentage.withPercentage(0.01));
    }
}
