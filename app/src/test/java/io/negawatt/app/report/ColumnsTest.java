package io.negawatt.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
    @ParameterizedTest
    @CsvSource({"abc,3", "能耗,4", "CO₂e,4", "🚀,2", "é,1", "计算：a,7", "▁▂█,3", "± 2 %,5"})
    void widthOfText(String text, int width) {
        assertThat(Columns.width(text)).isEqualTo(width);
    }

    @Test
    void chineseIsPaddedByColumns() {
        assertThat(Columns.left("计算", 6)).isEqualTo("计算  ");
        assertThat(Columns.right("计算", 6)).isEqualTo("  计算");
    }

    @Test
    void cutNeverSplitsAWideCharacter() {
        assertThat(Columns.cut("能耗账本", 6)).isEqualTo("能耗…");
        assertThat(Columns.cut("能耗", 4)).isEqualTo("能耗");
    }

    @Test
    void wrapsAtSpacesAndBetweenChineseButNotBeforeAFullStop() {
        assertThat(Columns.wrap("one two three", 8)).containsExactly("one two", "three");
        assertThat(Columns.wrap("能耗账本，缺口", 8)).containsExactly("能耗账", "本，缺口");
        assertThat(Columns.wrap("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
    }

    @Test
    void charactersThatCouldSteerTheTerminalAreReplaced() {
        assertThat(Columns.clean("a\u001B[2Jb\rc\u202Ed")).isEqualTo("a�[2Jb�c�d");
    }
}
