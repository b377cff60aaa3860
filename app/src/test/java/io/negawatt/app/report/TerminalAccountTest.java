package io.negawatt.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.text.Lang;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TerminalAccountTest {
    private static final Optional<String> REPORT = Optional.of("~/.negawatt/runs/7f3a/report.html");

    @Test
    void saysTheMostImportantFirst() {
        var lines =
                TerminalAccount.lines(SampleAccounts.rich(), SampleFindings.findings(), REPORT, terminal(Lang.EN, 110));
        assertThat(lines.getFirst())
                .startsWith("pretrain-13b · 56 min 32 s · exit 0")
                .endsWith("run 7f3a")
                .hasSize(110);
        assertThat(lines.subList(1, 8))
                .containsExactly(
                        "  compute    15.60 kWh  ± 2 %    counter: NVIDIA H200, Xeon Platinum 8480+",
                        "  transmit    0.18 kWh  ×÷ 3     modeled: data-center network, 1.1 TB",
                        "  store       0.10 kWh  ± 37 %   modeled: NVMe SSD, 3.8 TB",
                        "  cooling     4.61 kWh  ± 8 %    attributed: PUE 1.29 (--pue)",
                        "  total      20.48 kWh  ± 3.4 %  of which unattributed 0.41 kWh",
                        "  cost ¥12.70   carbon 11.3 kg location · 12.5 kg market (CO₂)   water 61.0 L"
                                + "   hardware 0.16–2.1 kg CO₂e",
                        "  work      6.40 J/token ± 3.1 %   26.2 kJ/step ± 3.7 %");
        assertThat(lines.getLast()).isEqualTo("  report    ~/.negawatt/runs/7f3a/report.html");
    }

    @Test
    void chineseColumnsLineUp() {
        var lines = TerminalAccount.lines(SampleAccounts.rich(), List.of(), REPORT, terminal(Lang.ZH, 100));
        assertThat(lines.subList(1, 6)).allSatisfy(line -> {
            int unit = line.indexOf(" kWh");
            assertThat(Columns.width(line.substring(0, unit))).isEqualTo(14);
        });
        assertThat(lines).anyMatch(line -> line.startsWith("  合计   20.48 kWh"));
        assertThat(Columns.width(lines.getFirst())).isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void noLineIsWiderThanTheTerminal(Lang lang) {
        for (int width : new int[] {60, 72, 80, 132}) {
            assertThat(TerminalAccount.lines(
                            SampleAccounts.rich(), SampleFindings.findings(), REPORT, terminal(lang, width)))
                    .allMatch(line -> Columns.width(line) <= width);
        }
    }

    @Test
    void interruptedRunAndMissingPriceAreSaidPlainly() {
        var lines = TerminalAccount.lines(SampleAccounts.plain(), List.of(), Optional.empty(), terminal(Lang.EN, 100));
        assertThat(lines.getFirst()).startsWith("backup.sh · 7.24 s · interrupted");
        assertThat(String.join("\n", lines)).doesNotContain("cost", "exit");
    }

    @Test
    void nameCannotSteerTheTerminal() {
        var lines = TerminalAccount.lines(
                SampleAccounts.named("a\u001B[2Jb\nc"), List.of(), Optional.empty(), terminal(Lang.EN, 100));
        assertThat(String.join("", lines)).doesNotContain("\u001B").contains("a�[2Jb�c");
    }

    @Test
    void terminalFollowsItsEnvironment() {
        var usual = Terminal.of(Map.of("TERM", "xterm", "COLUMNS", "120"), Lang.EN, true);
        assertThat(usual).isEqualTo(new Terminal(Lang.EN, 120, true, true, false));
        assertThat(Terminal.of(Map.of(), Lang.EN, true, 80).width()).isEqualTo(80);
        assertThat(Terminal.of(Map.of("COLUMNS", "120"), Lang.EN, true, 80).width())
                .isEqualTo(120);
        assertThat(Terminal.of(Map.of("NO_COLOR", "1"), Lang.EN, true).color()).isFalse();
        assertThat(Terminal.of(Map.of("TERM", "dumb"), Lang.EN, true))
                .isEqualTo(new Terminal(Lang.EN, 100, false, false, true));
        assertThat(Terminal.of(Map.of("NEGAWATT_ACCESSIBLE", "1"), Lang.EN, true)
                        .plain())
                .isTrue();
        assertThat(Terminal.of(Map.of(), Lang.EN, false)).isEqualTo(new Terminal(Lang.EN, 100, false, false, false));
        assertThat(Terminal.of(Map.of("COLUMNS", "-3x"), Lang.EN, true).width()).isEqualTo(100);
    }

    @Test
    void plainTerminalGetsOneFactALine() {
        var lines = TerminalAccount.lines(
                SampleAccounts.rich(), List.of(), Optional.empty(), new Terminal(Lang.EN, 100, false, false, true));
        assertThat(lines).contains("  cost ¥12.70", "  water 61.0 L");
    }

    private static Terminal terminal(Lang lang, int width) {
        return new Terminal(lang, width, true, false, false);
    }
}
