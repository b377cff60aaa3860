package io.negawatt.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Names of runs, tenants, jobs and meters come from strangers: each is shown as text, and the layout stays whole. */
class BrowserNamesTest extends OnDemo {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HOSTILE =
            "<img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script>"
                    + " \u202Eright to left \u05E9\u05DC\u05D5\u05DD \uD83E\uDD16\uD83D\uDD25 " + "x".repeat(300);
    private static final List<String> NAMED = List.of("name", "tenant", "title", "detail", "host", "note");

    @ParameterizedTest
    @CsvSource({"now,1440", "now,390", "ledger,1440", "ledger,390", "plan,1440", "plan,390", "meters,1440", "meters,390"
    })
    void a_hostile_name_is_only_a_name(String route, int width) {
        try (var window = chromium.open(width)) {
            var page = window.page();
            var dialogs = new ArrayList<String>();
            page.onDialog(dialog -> {
                dialogs.add(dialog.message());
                dialog.dismiss();
            });
            page.route("**/api/v1/live*", Route::abort);
            page.route("**/api/v1/**", BrowserNamesTest::rename);
            Chromium.show(window, demo, new View(route, "en", "light", width));

            assertThat(page.content()).contains("&lt;img src=x");
            assertThat(page.locator("main img, main script").count()).isZero();
            assertThat(page.title()).doesNotContain("hit");
            assertThat(dialogs).isEmpty();
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
        }
    }

    private static void rename(Route route) {
        if (route.request().url().contains("/api/v1/live")) {
            route.abort();
            return;
        }
        var response = route.fetch();
        String type = response.headers().getOrDefault("content-type", "");
        if (!type.contains("json")) {
            route.fulfill(new Route.FulfillOptions().setResponse(response));
            return;
        }
        var tree = JSON.readTree(response.body());
        rename(tree);
        route.fulfill(new Route.FulfillOptions().setResponse(response).setBody(JSON.writeValueAsString(tree)));
    }

    private static void rename(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String name : NAMED) {
                if (object.path(name).isString()) {
                    object.put(name, HOSTILE);
                }
            }
        }
        node.forEach(BrowserNamesTest::rename);
    }
}
