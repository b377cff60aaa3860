package io.negawatt.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Contrast by WCAG 2.2: at least 4.5 for letters, at least 3 for what a chart draws. */
class PaletteTest {
    private static final Palette PALETTE = Palette.ours();
    private static final List<String> COMPONENTS = List.of("compute", "transmit", "store", "cooling", "other");

    @Test
    void lettersAreReadableInBothThemes() {
        for (var theme : List.of(PALETTE.light(), PALETTE.dark())) {
            for (String ground : List.of("panel", "canvas", "sunken")) {
                for (String ink : List.of("ink", "muted", "accent")) {
                    assertContrast(theme, ink, ground, 4.5);
                }
            }
            assertContrast(theme, "faint", "panel", 4.5);
            assertContrast(theme, "good", "accentSoft", 4.5);
            assertContrast(theme, "warn", "warnSoft", 4.5);
            assertContrast(theme, "bad", "badSoft", 4.5);
        }
    }

    @Test
    void chartsStandOutFromThePanelInBothThemes() {
        for (var theme : List.of(PALETTE.light(), PALETTE.dark())) {
            COMPONENTS.forEach(component -> assertContrast(theme, component, "panel", 3));
            assertContrast(theme, "control", "panel", 3);
        }
    }

    private static void assertContrast(Map<String, String> theme, String ink, String ground, double least) {
        double a = luminance(theme.getOrDefault(ink, ""));
        double b = luminance(theme.getOrDefault(ground, ""));
        double contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        assertThat(contrast).as("%s on %s", ink, ground).isGreaterThanOrEqualTo(least);
    }

    private static double luminance(String color) {
        return 0.2126 * channel(color, 1) + 0.7152 * channel(color, 3) + 0.0722 * channel(color, 5);
    }

    private static double channel(String color, int at) {
        double c = Integer.parseInt(color.substring(at, at + 2), 16) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
