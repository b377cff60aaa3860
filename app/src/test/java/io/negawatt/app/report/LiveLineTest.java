package io.negawatt.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.account.Account.Cost;
import io.negawatt.core.text.Lang;
import io.negawatt.core.units.Interval;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LiveLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void oneLineIsDrawnBelowTheCursorWhichStaysAndClearedAtTheEnd() {
        try (var live = new LiveLine(new Terminal(Lang.EN, 100, true, false, false), out)) {
            live.show(state(91, 306));
            live.show(state(92, 612));
        }
        assertThat(text())
                .contains("\u001BD\u001B[A\u001B7\u001B[B\r"
                        + "  00:01:32 ▕        ▅█▏ 612 W   15.6 Wh   gpu 96 %   cpu 38 %   ¥0.0125   8.30 g"
                        + " CO₂e\u001B8")
                .endsWith("\u001B8\u001B[J")
                .doesNotContain("\n");
    }

    @Test
    void narrowTerminalDropsWhatDoesNotFitAndNeverWraps() {
        try (var live = new LiveLine(new Terminal(Lang.EN, 44, true, false, false), out)) {
            live.show(state(92, 612));
        }
        String line = text().split("\r")[1].split("\u001B")[0];
        assertThat(Columns.width(line)).isLessThan(44);
        assertThat(line).contains("612 W").doesNotContain("CO₂e");
    }

    @Test
    void withoutRedrawingThereIsAPlainLineEveryHalfMinute() {
        var live = new LiveLine(new Terminal(Lang.EN, 100, false, false, true), out);
        for (int s = 0; s < 61; s++) {
            live.show(state(s, 612));
        }
        assertThat(text().lines()).hasSize(3).allMatch(line -> line.contains("power 612 W, energy 15.6 Wh, GPU 96 %"));
        assertThat(text()).doesNotContain("\r", "\u001B", "▕");
    }

    @Test
    void gapIsNamedAndLeavesABlankInTheSparkline() {
        try (var live = new LiveLine(new Terminal(Lang.ZH, 100, true, false, false), out)) {
            live.show(state(1, 612));
            live.show(state(2, Double.NaN));
        }
        assertThat(text()).contains("█ ▏ 缺口");
    }

    @Test
    void sparklineRunsFromZeroToTheHighest() {
        assertThat(Sparkline.of(List.of(0.0, 50.0, 100.0, Double.NaN))).isEqualTo("▁▅█ ");
        assertThat(Sparkline.of(List.of(0.0, 0.0))).isEqualTo("▁▁");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static LiveLine.State state(double elapsedS, double powerW) {
        return new LiveLine.State(
                elapsedS,
                powerW,
                56_160,
                OptionalDouble.of(0.96),
                OptionalDouble.of(0.38),
                Optional.of(new Cost(Interval.exactly(0.0125), "CNY")),
                8.3,
                "CO2e");
    }
}
