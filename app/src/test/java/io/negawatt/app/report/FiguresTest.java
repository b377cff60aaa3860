package io.negawatt.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.text.Lang;
import io.negawatt.core.units.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    private static final Figures EN = new Figures(Lang.EN);
    private static final Figures ZH = new Figures(Lang.ZH);

    @ParameterizedTest
    @CsvSource({
        "0, 0 Wh",
        "0.0036, 1.000 µWh",
        "30, 8.333 mWh",
        "400, 0.1111 Wh",
        "56160, 15.60 Wh",
        "45724000, 12.70 kWh",
        "1494720000, 415.2 kWh",
        "3.6e12, 1.000 GWh"
    })
    void energyHasFourDigits(double joules, String text) {
        var unit = FigureUnit.ofEnergyJ(joules);
        assertThat(unit.column(joules) + " " + unit.symbol()).isEqualTo(text);
    }

    @Test
    void columnNeverRoundsSomethingToNothing() {
        var unit = FigureUnit.ofEnergyJ(20.16 * 3600);
        assertThat(unit.column(0.001 * 3600)).isEqualTo("<0.01");
        assertThat(unit.column(0)).isEqualTo("0.00");
    }

    @Test
    void spreadSaysTheShape() {
        assertThat(EN.spread(Interval.within(100, 0.02), 1)).isEqualTo("± 2 %");
        assertThat(EN.spread(Interval.byFactor(100, 3), 1)).isEqualTo("×÷ 3");
        assertThat(EN.spread(new Interval(200, 1800, 2400), 1000)).isEqualTo("0.2–2.4");
        assertThat(EN.beside(new Interval(200, 1800, 2400), 1000)).isEqualTo("(0.2–2.4)");
        assertThat(EN.spread(Interval.exactly(5), 1)).isEmpty();
    }

    @Test
    void timeReadsAsPeopleSayIt() {
        assertThat(EN.duration(92)).isEqualTo("1 min 32 s");
        assertThat(ZH.duration(92)).isEqualTo("1 分 32 秒");
        assertThat(EN.duration(3600)).isEqualTo("1 h");
        assertThat(EN.duration(7.24)).isEqualTo("7.24 s");
        assertThat(EN.duration(59.97)).isEqualTo("1 min");
        assertThat(EN.duration(4 * 365.25 * 86_400)).isEqualTo("4 years");
        assertThat(EN.clock(3725.9)).isEqualTo("01:02:05");
    }

    @Test
    void moneyKeepsSmallAmounts() {
        assertThat(EN.money(0.0125, "CNY")).isEqualTo("¥0.0125");
        assertThat(EN.money(1234.5, "EUR")).isEqualTo("€1,234.50");
        assertThat(EN.money(6.47e-7, "CNY")).isEqualTo("<¥0.000001");
        assertThat(EN.money(0, "CNY")).isEqualTo("¥0.00");
        assertThat(EN.money(3, "CHF")).isEqualTo("3.00 CHF");
    }

    @Test
    void unitsOfWorkAreTranslatedWhereTheyAreWords() {
        assertThat(ZH.counted(11_520_000, "tokens")).isEqualTo("11,520,000 词元");
        assertThat(EN.counted(11_520_000, "tokens")).isEqualTo("11,520,000 tokens");
        assertThat(ZH.workUnit("frames")).isEqualTo("frames");
    }
}
