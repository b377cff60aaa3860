package io.negawatt.plan.advise;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.units.Interval;
import org.junit.jupiter.api.Test;

class OtherZoneTest {
    @Test
    void theZoneBesideWithTheLeastFactorIsNamedAndEnergyStays() {
        var found =
                new OtherZone().of(Runs.run().zone("CN-East").gpu("H100", 500).subject());
        assertThat(found).singleElement().satisfies(finding -> {
            var change = finding.change().orElseThrow();
            assertThat(change.energy()).isEqualTo(Interval.ZERO);
            assertThat(change.cost()).as("the price there is not known").isEmpty();
            assertThat(change.carbon().orElseThrow().mid()).isNegative();
            assertThat(finding.title().args().getFirst()).startsWith("CN-");
        });
    }

    @Test
    void theWorldHasNothingBeside() {
        assertThat(new OtherZone().of(Runs.run().zone("World").gpu("H100", 500).subject()))
                .isEmpty();
    }
}
