package io.negawatt.plan.advise;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.text.Lang;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PueGradeTest {
    @ParameterizedTest
    @CsvSource({"1.0,1", "1.2,1", "1.2000001,2", "1.3,2", "1.3000001,3", "1.5,3", "1.5000001,4", "2.0,4"})
    void aGradeEndsAtItsLimit(double ratio, int grade) {
        assertThat(PueGrade.grade(ratio)).isEqualTo(grade);
    }

    private static PolicyFacts site(double totalKwh, double itKwh) {
        var none = OptionalDouble.empty();
        var site = new PolicyFacts.Site(OptionalDouble.of(totalKwh), OptionalDouble.of(itKwh), none, none, none, 2);
        return new PolicyFacts(Optional.empty(), site, new PolicyFacts.Model("", none, none, none));
    }

    @Test
    void theSheetGradesTheRatioOfTheEnergies() {
        var sheet = new PueGrade().of(site(1250, 1000));
        assertThat(sheet.rows().getFirst().figure().orElseThrow().mid()).isEqualTo(1.25);
        assertThat(sheet.rows().get(1).words().orElseThrow().in(Lang.EN)).isEqualTo("grade 2");
        assertThat(sheet.rows().get(1).words().orElseThrow().in(Lang.ZH)).isEqualTo("2 级");
    }

    @Test
    void aSiteWithoutEnergiesIsAskedForThem() {
        var none = OptionalDouble.empty();
        var facts = new PolicyFacts(
                Optional.empty(),
                new PolicyFacts.Site(none, none, none, none, none, 1),
                new PolicyFacts.Model("", none, none, none));
        assertThat(new PueGrade().of(facts).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.basis().toString()).contains("--total-energy"));
    }
}
