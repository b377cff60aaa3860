package io.negawatt.plan.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.negawatt.plan.forecast.Accuracy.Case;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reruns the table of accuracy on series of the reference data and holds it to the bounds that were set for it. */
class ReferenceForecastTest {
    private static Path data = Path.of("");

    @BeforeAll
    static void find() {
        var folder = Optional.ofNullable(System.getenv("NEGAWATT_REFERENCE_DATA"));
        assumeTrue(
                folder.isPresent(),
                "NEGAWATT_REFERENCE_DATA is not set: accuracy is not checked against reference data");
        data = Path.of(folder.orElseThrow()).resolve("grid");
    }

    @ParameterizedTest
    @EnumSource
    void every_case_keeps_its_bounds(Case one) {
        var row = Accuracy.row(data, one);
        assertThat(row.ratio()).as("error as a share of %s", one.baseline()).isLessThanOrEqualTo(one.bound());
        assertThat(row.coverage()).as("90 %% range of %s", one).isBetween(0.87, 0.93);
        assertThat(row.worstMonth()).as("worst month of %s", one).isGreaterThan(0.80);
    }
}
