package io.negawatt.plan.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Over the reference data; docs/site-plans.md holds the table with our own forecasts. */
class ReferenceSiteBatteryTest {

    @Test
    void published_columns_earn_most_of_what_was_there_to_earn_and_no_less_than_greed() {
        String folder = System.getenv("NEGAWATT_REFERENCE_DATA");
        assumeTrue(folder != null, "needs the reference data: set NEGAWATT_REFERENCE_DATA to their folder");
        var nordic = SiteBattery.columns(Path.of(folder).resolve("grid"), "NP");
        var daily = SiteBattery.run(nordic, SiteBattery.Setting.EMPTY_DAILY);
        assertThat(daily.share()).isGreaterThanOrEqualTo(0.84);
        assertThat(daily.planned()).isGreaterThanOrEqualTo(daily.greedy());
    }
}
