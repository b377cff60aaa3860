package io.negawatt.plan.advise;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.text.Lang;
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
            assertThat(finding.command()).as("another zone on the same machine").isEmpty();
        });
    }

    @Test
    void theZoneIsNamedInTheReadersLanguage() {
        var finding = new OtherZone()
                .of(Runs.run().zone("DE").gpu("H100", 500).subject())
                .getFirst();
        String id = finding.title().args().getFirst();
        var names = Catalog.load().zone(id).names();
        assertThat(finding.title().in(Lang.EN)).contains(id, names.en());
        assertThat(finding.title().in(Lang.ZH)).contains(id, names.zh()).doesNotContain(names.en());
    }

    @Test
    void theWorldHasNothingBeside() {
        assertThat(new OtherZone().of(Runs.run().zone("World").gpu("H100", 500).subject()))
                .isEmpty();
    }
}
