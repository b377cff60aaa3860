package io.negawatt.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** The main path of each page without a pointer: everything is reached by Tab and done by Enter, Space or arrows. */
class BrowserKeyboardTest extends OnDemo {
    private static final int MOST_TABS = 120;

    @Test
    void from_page_to_page() {
        try (var window = chromium.open(demo, desk("now"))) {
            var page = window.page();
            for (String title : new String[] {"Ledger", "Plan", "Estimate", "Meters"}) {
                reach(page, "nav a:has-text('%s')".formatted(title));
                page.keyboard().press("Enter");
                assertThat(page.locator("main h1")).containsText(title);
            }
        }
    }

    @Test
    void now_time_is_read_out() {
        try (var window = chromium.open(demo, desk("now"))) {
            var page = window.page();
            reach(page, "main .cursor-box");
            var before = page.locator("main .cursor-box").getAttribute("aria-valuetext");
            page.keyboard().press("ArrowLeft");
            page.keyboard().press("ArrowLeft");

            assertThat(page.locator("main .tip")).isVisible();
            assertThat(page.locator("main .cursor-box").getAttribute("aria-valuetext"))
                    .isNotEqualTo(before);
        }
    }

    @Test
    void ledger_opens_a_run_and_compares_two() {
        try (var window = chromium.open(demo, desk("ledger"))) {
            var page = window.page();
            reach(page, "main .runs tbody tr:nth-child(2) a");
            page.keyboard().press("Enter");
            assertThat(page.locator("main .runs tbody tr:nth-child(2)"))
                    .hasClass(java.util.regex.Pattern.compile("\\bon\\b"));
            assertThat(page.url()).contains("run=");

            for (int row : new int[] {1, 2}) {
                reach(page, "main .runs tbody tr:nth-child(%d) input[type=checkbox]".formatted(row));
                page.keyboard().press("Space");
            }
            reach(page, "main button:has-text('Compare 2')");
            page.keyboard().press("Enter");
            assertThat(page.locator("main h2:has-text('Comparison')")).isVisible();
        }
    }

    @Test
    void plan_moves_a_deadline_and_plans_anew() {
        try (var window = chromium.open(demo, desk("plan"))) {
            var page = window.page();
            reach(page, "main g[role=slider]");
            var deadline = page.locator("main g[role=slider]").first();
            var before = deadline.getAttribute("aria-valuetext");
            page.waitForResponse(
                    answer -> answer.request().method().equals("POST")
                            && answer.url().contains("/api/v1/plan?"),
                    () -> {
                        page.keyboard().press("PageDown");
                        page.keyboard().press("ArrowLeft");
                    });

            assertThat(deadline.getAttribute("aria-valuetext")).isNotEqualTo(before);
            assertThat(page.url()).contains("deadlines=");
            page.reload();
            page.waitForSelector("main g[role=slider]");
            assertThat(page.locator("main g[role=slider]").first().getAttribute("aria-valuetext"))
                    .isNotEqualTo(before);
        }
    }

    @Test
    void estimate_answers_another_wish() {
        try (var window = chromium.open(demo, desk("estimate"))) {
            var page = window.page();
            reach(page, "main input[type=range]");
            page.waitForResponse(
                    answer -> answer.url().contains("/api/v1/estimate/inference"),
                    () -> page.keyboard().press("ArrowLeft"));
            assertThat(page.url()).contains("wish=");
        }
    }

    @Test
    void meters_restates_a_factor_and_closes_with_escape() {
        try (var window = chromium.open(demo, desk("meters"))) {
            var page = window.page();
            reach(page, "main button:text-is('Restate')");
            page.keyboard().press("Enter");
            assertThat(page.locator("dialog[open]")).isVisible();
            reach(page, "dialog .btn.main");
            page.keyboard().press("Enter");
            assertThat(page.locator("dialog table")).isVisible();
            page.keyboard().press("Escape");

            assertThat(page.locator("dialog[open]")).hasCount(0);
            assertThat((String) page.evaluate("document.activeElement.textContent"))
                    .contains("Restate");
        }
    }

    private static View desk(String route) {
        return new View(route, "en", "light", View.DESKTOP);
    }

    /** Presses Tab until the first such element has the focus. */
    private static void reach(Page page, String selector) {
        var wanted = page.locator(selector).first();
        wanted.waitFor();
        for (int i = 0; i < MOST_TABS; i++) {
            page.keyboard().press("Tab");
            if ((Boolean) wanted.evaluate("e => e === document.activeElement")) {
                return;
            }
        }
        throw new AssertionError(selector + " is not reached by Tab");
    }
}
