package io.negawatt.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import org.junit.jupiter.api.Test;

/** The page lives: figures move by themselves, a lost line is said and healed, two windows do not disturb each other. */
class BrowserLiveTest {
    private static final double PATIENCE_MS = 30_000;
    private static final View NOW = new View("now", "en", "light", View.DESKTOP);
    private static final String FLOW =
            "[...document.querySelectorAll('main rect[data-w]')].map(r => r.dataset.w).join()";

    @Test
    void figures_move_by_themselves() {
        try (var demo = Demo.start();
                var chromium = new Chromium();
                var window = chromium.open(demo, NOW)) {
            moves(window.page());

            assertThat(window.page().locator(".live")).hasAttribute("data-state", "live");
        }
    }

    @Test
    void a_lost_line_is_said_and_healed() {
        try (var demo = Demo.start();
                var chromium = new Chromium();
                var window = chromium.open(demo, NOW)) {
            var page = window.page();
            demo.kill();

            assertThat(page.locator(".banner")).isVisible(patient());
            assertThat(page.locator(".banner")).containsText("connection to the server is lost");
            assertThat(page.locator("main .kpi data").first()).isVisible();

            demo.restart();
            assertThat(page.locator(".banner")).hasCount(0, new HasCountOptions().setTimeout(PATIENCE_MS));
            moves(page);
        }
    }

    @Test
    void two_windows_live_side_by_side() {
        try (var demo = Demo.start();
                var chromium = new Chromium();
                var first = chromium.open(demo, NOW);
                var second = chromium.beside(first)) {
            Chromium.show(second, demo, new View("now", "en", "dark", View.DESKTOP));
            moves(first.page());
            moves(second.page());

            second.page().close();
            moves(first.page());
            assertThat(first.errors()).isEmpty();
        }
    }

    private static void moves(Page page) {
        var before = page.evaluate(FLOW);
        page.waitForFunction("before => " + FLOW + " !== before", before);
    }

    private static IsVisibleOptions patient() {
        return new IsVisibleOptions().setTimeout(PATIENCE_MS);
    }
}
