package io.negawatt.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.app.report.Comparison.Quantity;
import io.negawatt.app.report.Comparison.Row;
import io.negawatt.core.text.Lang;
import io.negawatt.core.units.Interval;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Comparison COMPARISON = Comparison.of(SampleAccounts.rich(), SampleAccounts.capped());

    @Test
    void errorsOfADifferenceAddAsSquares() {
        var row = new Row(new Quantity.Total(), new Interval(97, 100, 103), new Interval(86, 90, 94));
        assertThat(row.difference().mid()).isEqualTo(-10);
        assertThat(row.difference().low()).isCloseTo(-15, within(1e-9));
        assertThat(row.difference().high()).isCloseTo(-5, within(1e-9));
        assertThat(row.isOutsideNoise()).isTrue();
    }

    @Test
    void differenceSmallerThanItsErrorIsNoise() {
        var row = new Row(new Quantity.Total(), new Interval(95, 100, 105), new Interval(93, 98, 103));
        assertThat(row.isOutsideNoise()).isFalse();
        assertThat(new Row(new Quantity.Total(), row.a(), row.a()).isOutsideNoise())
                .isFalse();
    }

    @Test
    void swappingTheTwoTurnsTheDifferenceAround() {
        var back = Comparison.of(SampleAccounts.capped(), SampleAccounts.rich());
        for (int i = 0; i < back.rows().size(); i++) {
            var one = COMPARISON.rows().get(i).difference();
            var other = back.rows().get(i).difference();
            assertThat(other.mid()).isEqualTo(-one.mid());
            assertThat(other.low()).isCloseTo(-one.high(), within(Math.abs(one.high()) * 1e-12));
        }
    }

    @Test
    void terminalSaysDifferenceAndVerdict() {
        var lines = TerminalComparison.lines(COMPARISON, new Terminal(Lang.EN, 100, false, false, false));
        assertThat(lines)
                .anyMatch(l ->
                        l.matches("  total +20.48 kWh +16.84 kWh +−3.64 kWh +−17.8 % \\(−.*\\) +outside the noise"))
                .anyMatch(l -> l.startsWith("  carbon, location") && l.endsWith("within the noise"))
                .anyMatch(l -> l.contains("A run has gaps"));
    }

    @Test
    void differentTermsAreACaution() {
        var other = Comparison.of(SampleAccounts.rich(), SampleAccounts.plain());
        assertThat(other.cautions()).anyMatch(c -> c.in(Lang.EN).contains("CN-East 2023, B uses WORLD 2024"));
        assertThat(other.rows()).noneMatch(row -> row.quantity() instanceof Quantity.Money);
    }

    @Test
    void documentHoldsBothLanguages() {
        assertThat(CompareReport.html(COMPARISON, Lang.EN, ZoneOffset.UTC))
                .contains("outside the noise", "超出误差", "within the noise", "在误差内")
                .doesNotContain("https:");
    }
}
