package io.negawatt.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who looks in without a token reads and no more; a token opens what its scopes allow, and what is done with it holds. */
class BrowserAccessTest {
    private static final View METERS = new View("meters", "en", "light", View.DESKTOP);

    private Demo demo;
    private Chromium chromium;

    @BeforeEach
    void start() {
        demo = Demo.start("--admin-token");
        chromium = new Chromium();
    }

    @AfterEach
    void stop() {
        chromium.close();
        demo.close();
    }

    @Test
    void without_a_token_everything_is_seen_and_nothing_changed() {
        try (var window = chromium.open(demo, METERS)) {
            var page = window.page();

            assertThat(page.locator(".rail")).containsText("Read only");
            assertThat(page.locator("main button:text-is('Add'), main button:text-is('Acknowledge')"))
                    .hasCount(0);
            assertThat(page.locator("main h2:has-text('Access')")).hasCount(0);
            page.locator("main button:text-is('Restate')").first().click();
            page.locator("dialog .btn.main").click();
            assertThat(page.locator("dialog table")).isVisible();
            assertThat(page.locator("dialog .btn.main")).isDisabled();
            assertThat(posted(page)).isIn(401, 403);
        }
    }

    /** {@return what the server answers to somebody who posts a budget past the page} */
    private static int posted(Page page) {
        return (Integer) page.evaluate("""
            async () => (await fetch('./api/v1/budgets', { method: 'POST', headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify({ name: 'x', measure: 'energy', period: 'day', limit: 1 }) })).status\
            """);
    }

    @Test
    void a_wrong_token_is_refused_and_the_way_back_is_open() {
        try (var window = chromium.open(demo, METERS)) {
            var page = window.page();
            page.locator(".rail button:text-is('Sign in')").click();
            page.locator("input[type=password]").fill("nobody");
            page.keyboard().press("Enter");

            assertThat(page.locator("[role=alert]")).isVisible();
            page.locator("button:has-text('read only')").click();
            assertThat(page.locator("main h1")).containsText("Meters");
        }
    }

    @Test
    void signed_in_budgets_alerts_actions_and_tokens_are_kept() {
        try (var window = chromium.open(demo, METERS)) {
            var page = window.page();
            signIn(page);

            addBudget(page);
            page.locator("main button:text-is('Acknowledge')").first().click();
            assertThat(page.locator("main .pill:text-is('acknowledged')")).hasCount(1);
            page.locator("main button:text-is('Put back')").first().click();
            page.locator("dialog .btn.main").click();
            assertThat(page.locator("main button:text-is('Put back')")).hasCount(0);
            addToken(page);

            page.reload();
            assertThat(page.locator("main button:has-text('night shift')")).isVisible();
            assertThat(page.locator("main button:has-text('grafana')")).isVisible();
            assertThat(page.locator("main .pill:text-is('acknowledged')")).hasCount(1);
        }
    }

    @Test
    void signed_in_a_factor_is_restated_and_a_plan_approved_by_keyboard() {
        try (var window = chromium.open(demo, METERS)) {
            var page = window.page();
            signIn(page);
            var pue = page.locator("main tr:has(th:has-text('PUE'))");
            pue.locator("button").click();
            page.locator("dialog input[type=number]").fill("1.33");
            page.keyboard().press("Enter");
            assertThat(page.locator("dialog table")).isVisible();
            page.locator("dialog .btn.main").click();
            assertThat(page.locator("dialog")).hasCount(0, new HasCountOptions().setTimeout(30_000));
            assertThat(pue).containsText("1.33");

            page.navigate(demo.address() + new View("plan", "en", "light", View.DESKTOP).path());
            var deadline = page.locator("main g[role=slider]").first();
            deadline.focus();
            var before = deadline.getAttribute("aria-valuetext");
            page.waitForResponse(
                    answer -> answer.request().method().equals("POST")
                            && answer.url().contains("/api/v1/plan?"),
                    () -> page.keyboard().press("PageDown"));
            page.locator("main button:text-is('Approve plan')").click();
            page.locator("dialog .btn.main").click();
            assertThat(page.locator("dialog")).hasCount(0);
            page.reload();
            page.waitForSelector("main g[role=slider]");
            assertThat(deadline.getAttribute("aria-valuetext")).isNotEqualTo(before);
        }
    }

    private void signIn(Page page) {
        page.locator(".rail button:text-is('Sign in')").click();
        page.locator("input[type=password]").fill(demo.token());
        page.keyboard().press("Enter");
        assertThat(page.locator(".rail")).containsText("Sign out");
        assertThat(page.locator("main h2:has-text('Access')")).isVisible();
    }

    private static void addBudget(Page page) {
        page.locator("main button:text-is('Add')").click();
        page.locator("dialog input").first().fill("night shift");
        page.locator("dialog input[type=number]").fill("250");
        page.keyboard().press("Enter");
        assertThat(page.locator("main button:has-text('night shift')")).isVisible();
    }

    private static void addToken(Page page) {
        page.locator("main button:text-is('New token')").click();
        page.locator("dialog input").first().fill("grafana");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog .secret code")).isVisible();
        assertThat(page.locator("dialog .secret code").textContent()).hasSizeGreaterThan(20);
        page.locator("dialog .btn.main").click();
    }
}
