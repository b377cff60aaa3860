package io.negawatt.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.report.Terminal;
import io.negawatt.core.text.Lang;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StudyTableTest {

    @Test
    void saysWhichNumberOfWorkersUsesTheLeastAndWhichTermsMakeItSo() {
        assertThat(sentences(0))
                .anyMatch(sentence -> sentence.startsWith("A token takes the least energy with 2 workers"))
                .anyMatch(sentence -> sentence.startsWith("From 1 to 2 workers idle falls from 2.09 to 1.12 mJ")
                        && sentence.contains("communication grows from 0 to 124 µJ")
                        && sentence.contains("compute stays at 2.06 mJ"))
                .anyMatch(sentence -> sentence.startsWith("From 2 to 8 workers idle grows")
                        && sentence.contains("take turns on 2 cores"));
    }

    @Test
    void namesTheBiggestSaverOfEachComparisonAndCountsTheVerdicts() {
        assertThat(sentences(1))
                .first()
                .asString()
                .isEqualTo("To the same held-out loss stack=0.4 saves the most: −25.8 % (−30.1 … −21.2).");
        assertThat(sentences(1))
                .anyMatch(sentence -> sentence.contains("int8 saves: −33.3 %"))
                .anyMatch(sentence -> sentence.contains("early-stopping=2 saves: −14.5 %"))
                .contains("In all: saves 5, costs 4, no difference shown 3, target not reached 1.");
    }

    @Test
    void namesTheBestShapeAndTheOneThatLeadsBefore() {
        assertThat(sentences(2))
                .anyMatch(sentence -> sentence.startsWith("With 96.0 J the shape 4 × 128 × 4"))
                .anyMatch(sentence -> sentence.startsWith("With less energy another leads: 1 × 64 × 2"));
    }

    @Test
    void verdictsAreReadableWithoutColor() {
        assertThat(tables(Lang.EN).get(1).rows())
                .extracting(row -> row.get(3))
                .contains("▼ saves", "▲ costs", "≈ no difference shown", "× target not reached");
    }

    @ParameterizedTest
    @EnumSource
    void everyRowHasACellForEachColumn(Lang lang) {
        assertThat(tables(lang))
                .hasSize(3)
                .allSatisfy(table -> assertThat(table.rows())
                        .isNotEmpty()
                        .allMatch(row -> row.size() == table.columns().size()));
    }

    @Test
    void saysThatModeledEnergyIsModeledAndOnWhichMachine() {
        var lines = StudyTable.lines(SampleStudy.rich(), terminal(), 0);
        assertThat(lines.getFirst()).contains("2 × Sample CPU, VM", "quick", "3 seeds", "energy modeled");
        assertThat(lines.getLast()).startsWith("Energy is modeled, not read from a meter");
    }

    @ParameterizedTest
    @EnumSource
    void aPartAloneIsShownAlone(Study.Part part) {
        var all = tables(Lang.EN);
        assertThat(StudyTable.of(SampleStudy.only(part), Lang.EN)).containsExactly(all.get(part.ordinal()));
    }

    @Test
    void aTechniqueThatThisVersionDoesNotKnowIsShownByItsName() {
        var words = new StudyWords(Lang.EN);
        assertThat(words.technique("unheard-of", "changes")).isEmpty();
        assertThat(words.phase("warming")).isEqualTo("warming");
        assertThat(words.baseline("another")).isEqualTo("another");
    }

    private static List<String> sentences(int table) {
        return tables(Lang.EN).get(table).sentences();
    }

    private static List<StudyTable> tables(Lang lang) {
        return StudyTable.of(SampleStudy.rich(), lang);
    }

    private static Terminal terminal() {
        return Terminal.of(Map.of(), Lang.EN, false);
    }
}
