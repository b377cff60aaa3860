package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibratorTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderWithoutTheDataIsRefused() {
        assertThatThrownBy(() -> new Calibrator(folder, Cases.CATALOG)).hasMessageContaining(Calibrator.INFERENCE);
    }

    @Test
    void aCalibrationComesBackFromItsFileAsItWas() throws IOException {
        var shipped = CalibrationFile.shipped();
        var file = Files.write(folder.resolve("calibration.json"), shipped.bytes());
        assertThat(CalibrationFile.read(file).bytes()).isEqualTo(shipped.bytes());
        assertThat(CalibrationFile.read(file).inference().errors())
                .isEqualTo(shipped.inference().errors());
    }

    @Test
    void aFileThatIsNoCalibrationIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("calibration.json"), "{\"schema\": \"other/1\"}");
        assertThatThrownBy(() -> CalibrationFile.read(file)).hasMessageContaining("other/1");
        Files.writeString(file, "no json");
        assertThatThrownBy(() -> CalibrationFile.read(file)).hasMessageContaining("not a calibration");
    }

    @Test
    void everyShippedCoefficientHasAnIntervalAroundIt() {
        var values = CalibrationFile.shipped().inference().model().physics().values();
        assertThat(values).hasSizeGreaterThan(50).allSatisfy(v -> {
            assertThat(v.low()).isPositive().isLessThan(v.value());
            assertThat(v.high()).isGreaterThan(v.value());
        });
    }

    @Test
    void theShippedCalibrationIsThatOfTheReferenceData() {
        assumeTrue(Cases.DATA.isPresent(), "NEGAWATT_REFERENCE_DATA is not set to the folder of the reference data");
        var calibrator = new Calibrator(Cases.DATA.orElseThrow(), Cases.CATALOG);
        var rows = calibrator.observations();
        var file = Cases.DATA.orElseThrow().resolve("llm").resolve(Calibrator.INFERENCE);
        assertThat(CalibrationFile.shipped().inference().data()).isEqualTo(List.of(DataIdentity.of(file, rows.size())));
        var fitted = InferenceModel.fit(rows).predictor();
        var shipped = CalibrationFile.shipped().inference().model().predictor();
        for (var row : rows) {
            assertThat(shipped.at(row.deployment()).joulesPerToken()
                            / fitted.at(row.deployment()).joulesPerToken())
                    .isBetween(0.999, 1.001);
        }
    }
}
