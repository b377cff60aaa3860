package io.negawatt.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that just began, with no meter, no run, no job and no budget: each page says what to do, and nothing reads 0. */
class BrowserFirstStartTest {
    private static Demo fresh;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        fresh = Demo.serve(Demo.folder(), List.of("--public-read"));
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        fresh.close();
    }

    @ParameterizedTest
    @CsvSource({
        "now, negawatt agent",
        "ledger, negawatt run",
        "plan, negawatt plan jobs",
        "meters, No alert",
        "meters, No budget is set",
        "meters, Nothing was done yet"
    })
    void an_empty_page_says_what_to_do(String route, String told) {
        for (int width : new int[] {View.DESKTOP, View.PHONE}) {
            try (var window = chromium.open(width)) {
                show(window.page(), new View(route, "en", "light", width));

                assertThat(window.page().locator("main")).containsText(told);
                assertThat(window.page().locator("main [role=alert]")).hasCount(0);
                assertThat(window.errors()).isEmpty();
            }
        }
    }

    @Test
    void without_a_token_a_private_server_asks_for_one() {
        try (var closed = Demo.serve(Demo.folder(), List.of());
                var window = chromium.open(View.DESKTOP)) {
            var page = window.page();
            page.navigate(closed.address() + new View("ledger", "en", "light", View.DESKTOP).path());
            assertThat(page.locator("h1")).containsText("Sign in");

            page.locator("input[type=password]").fill(closed.token());
            page.keyboard().press("Enter");
            assertThat(page.locator("main h1")).containsText("Ledger");
            assertThat(page.locator(".rail")).containsText("Sign out");
            page.reload();
            assertThat(page.locator("main h1")).containsText("Ledger");
        }
    }

    private static void show(Page page, View view) {
        page.navigate(fresh.address() + view.path());
        page.waitForSelector("main h1");
        Chromium.settle(page);
    }
}
