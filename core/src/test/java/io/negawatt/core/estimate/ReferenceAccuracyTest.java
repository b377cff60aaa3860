package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The part of docs/accuracy.md that is quick to make again, held to what the estimates promise. */
class ReferenceAccuracyTest {
    private Optional<Calibrator> calibrator = Optional.empty();

    @BeforeEach
    void needsTheReferenceData() {
        assumeTrue(Cases.DATA.isPresent(), "NEGAWATT_REFERENCE_DATA is not set to the folder of the reference data");
        calibrator = Optional.of(new Calibrator(Cases.DATA.orElseThrow(), Cases.CATALOG));
    }

    private List<CrossValidation.Held> textHeldOut(Splits split) {
        return split.run(calibrator.orElseThrow().observations()).stream()
                .filter(held -> !held.standing().media())
                .toList();
    }

    private static Accuracy.Line energy(List<CrossValidation.Held> held) {
        return Accuracy.line(
                "", held.stream().map(CrossValidation.Held::energyLog).toList());
    }

    @Test
    void aFamilyThatWasLeftOutIsEstimated() {
        var line = energy(textHeldOut(Splits.FAMILY));
        assertThat(line.median()).isLessThanOrEqualTo(15);
        assertThat(line.p90()).isLessThanOrEqualTo(50);
    }

    @Test
    void aTaskThatWasLeftOutIsEstimated() {
        var line = energy(textHeldOut(Splits.TASK));
        assertThat(line.median()).isLessThanOrEqualTo(24);
        assertThat(line.p90()).isLessThanOrEqualTo(68);
    }

    @Test
    void aDeviceThatWasLeftOutIsEstimatedFromItsDatasheet() {
        var held = textHeldOut(Splits.DEVICE);
        var h100 = energy(on("h100-sxm", held));
        var b200 = energy(on("b200-sxm", held));
        assertThat(h100.median()).isLessThanOrEqualTo(25);
        assertThat(h100.p90()).isLessThanOrEqualTo(55);
        assertThat(b200.median()).isLessThanOrEqualTo(22);
        assertThat(b200.p90()).isLessThanOrEqualTo(48);
    }

    private static List<CrossValidation.Held> on(String device, List<CrossValidation.Held> held) {
        return held.stream()
                .filter(h -> h.row().deployment().device().id().equals(device))
                .toList();
    }

    @Test
    void meteredTrainingIsMetWithinEightPercentWhereItsTimeIsKnown() {
        assertThat(calibrator.orElseThrow().trainingAccuracy().givenTime())
                .hasSize(8)
                .allSatisfy(range -> {
                    assertThat(range.leastPercent()).as(range.name()).isGreaterThan(-8);
                    assertThat(range.mostPercent()).as(range.name()).isLessThan(8);
                });
    }

    @Test
    void meteredTrainingIsMetWithinAQuarterFromItsConfiguration() {
        assertThat(calibrator.orElseThrow().trainingAccuracy().fromConfiguration())
                .allSatisfy(range -> {
                    assertThat(range.leastPercent()).as(range.name()).isGreaterThan(-25);
                    assertThat(range.mostPercent()).as(range.name()).isLessThan(25);
                });
    }

    @Test
    void chipHoursOfPublishedRunsAreMet() {
        assertThat(calibrator.orElseThrow().trainingAccuracy().publishedLine().median())
                .isLessThanOrEqualTo(20);
    }
}
