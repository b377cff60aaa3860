package io.negawatt.plan.advise;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.account.Tariff;
import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.text.Lang;
import io.negawatt.core.units.Interval;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every finding, whatever it found. */
class FindingsTest {
    private static List<Finding> everything() {
        var failedBefore =
                Runs.run().id("0").from(Runs.NOON.minusSeconds(7200)).failed().gpu("NVIDIA H100", 500);
        var doneBefore = Runs.run().id("1").from(Runs.NOON.minusSeconds(3600)).gpu("NVIDIA H100", 500);
        var run = Runs.run()
                .gpu("NVIDIA H100 80GB HBM3", 600)
                .gpu("NVIDIA H100 80GB HBM3", 70)
                .transmit(1e6)
                .phase("backward", 1e6)
                .tariff(new Tariff("two", "EUR", Bands.dayAndNight()));
        var plain = Runs.run().zone("World").failed().gpu("NVIDIA H100", 500);
        return Stream.of(
                        run.subject(failedBefore.account(), doneBefore.account()),
                        plain.subject(),
                        Servings.serving(0.1),
                        new Subject.Stored(Catalog.load(), 100, "ssd", 3))
                .flatMap(subject -> Findings.of(subject).stream())
                .toList();
    }

    @Test
    void everyKindButThatOfClosedMetersFindsSomethingHere() {
        var found = everything().stream().map(Finding::kind).distinct().toList();
        var kinds = Findings.ALL.stream()
                .map(FindingKind::name)
                .filter(name -> !name.equals("meter"))
                .toList();
        assertThat(found)
                .containsAll(kinds.stream().filter(name -> !name.equals("gpus")).toList());
        assertThat(kinds).doesNotHaveDuplicates();
    }

    @Test
    void everyExpectationHasARangeAroundItAndSaysWhatItRestsOn() {
        var changes = everything().stream()
                .filter(finding -> finding.change().isPresent())
                .toList();
        assertThat(changes).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.basis()).isPresent();
            parts(finding).forEach(part -> {
                assertThat(part.low()).isLessThanOrEqualTo(part.mid()).isGreaterThanOrEqualTo(-1);
                assertThat(part.high()).isGreaterThanOrEqualTo(part.mid());
            });
            assertThat(finding.change().orElseThrow().saving())
                    .as(finding.kind())
                    .isGreaterThanOrEqualTo(Findings.LEAST_SAVING);
        });
    }

    private static Stream<Interval> parts(Finding finding) {
        var change = finding.change().orElseThrow();
        return Stream.of(Stream.of(change.energy(), change.time()), change.cost().stream(), change.carbon().stream())
                .flatMap(s -> s);
    }

    @Test
    void everyFindingIsSaidInBothLanguages() {
        assertThat(everything()).allSatisfy(finding -> {
            for (var lang : Lang.values()) {
                assertThat(finding.title().in(lang)).isNotBlank().doesNotContain("{");
                assertThat(finding.detail().in(lang)).isNotBlank().doesNotContain("{");
                finding.basis().ifPresent(basis -> assertThat(basis.in(lang)).doesNotContain("{"));
            }
        });
    }

    @Test
    void theLargestSavingComesFirst() {
        var findings = Findings.of(Servings.serving(0.1));
        assertThat(findings)
                .hasSizeGreaterThan(2)
                .isSortedAccordingTo(Comparator.comparingDouble(
                        finding -> -finding.change().map(Change::saving).orElse(0.0)));
    }
}
