package io.negawatt.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.browser.Chromium.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every view in both languages, both themes, on a desk and on a phone: nothing is cut off, nothing is out of reach. */
class BrowserLookTest extends OnDemo {
    /** Elements wider than their place, texts of charts that leave it, and a page that scrolls sideways. */
    private static final String CLIPPED = """
        () => {
          const found = [];
          if (document.documentElement.scrollWidth > innerWidth) {
            found.push(`the page is ${document.documentElement.scrollWidth} wide`);
          }
          for (const e of document.querySelectorAll('main *, .rail *')) {
            if (e.closest('.vh, .scroll, .sheet, svg, .cursor-box, .clamp') || ['SELECT', 'INPUT', 'OPTION'].includes(e.tagName)) continue;
            const style = getComputedStyle(e);
            if (style.display === 'none' || style.display === 'inline' || style.overflowX === 'auto') continue;
            if (e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1) {
              found.push(`${e.tagName.toLowerCase()}.${e.className}: ${e.textContent.trim().slice(0, 60)}`);
            }
          }
          for (const text of document.querySelectorAll('main svg text')) {
            const own = text.getBoundingClientRect();
            const frame = text.ownerSVGElement.getBoundingClientRect();
            if (own.width > 0 && (own.left < frame.left - 1.5 || own.right > frame.right + 1.5)) {
              found.push(`text of a chart: ${text.textContent}`);
            }
          }
          return found;
        }\
        """;

    private static final String VIOLATIONS = """
        async () => (await axe.run(document)).violations.map(v =>
          `${v.id}: ${v.help} (${v.nodes.map(n => n.target.join(' ')).slice(0, 3).join('; ')})`)\
        """;

    private static String axe;

    @BeforeAll
    static void readAxe() throws IOException {
        Path script = Demo.root().resolve("app/web/node_modules/axe-core/axe.min.js");
        assertThat(script).as("axe-core is fetched by `npm ci` in app/web").isRegularFile();
        axe = Files.readString(script);
    }

    @ParameterizedTest
    @MethodSource("io.negawatt.browser.View#all")
    void each_view_is_whole_and_open_to_everyone(View view) throws IOException {
        try (var window = chromium.open(demo, view)) {
            keepPicture(window, view);

            assertThat(strings(window, CLIPPED)).as("clipped").isEmpty();
            assertThat(violations(window)).as("axe").isEmpty();
            assertThat(window.errors()).as("console").isEmpty();
            assertThat(window.page().evaluate("document.documentElement.lang"))
                    .isEqualTo(view.lang().equals("zh") ? "zh-CN" : "en");
        }
    }

    @Test
    void the_checks_can_fail() {
        try (var window = chromium.open(demo, new View("now", "en", "light", View.DESKTOP))) {
            window.page().evaluate("""
                () => {
                  document.querySelector('main').insertAdjacentHTML('beforeend',
                    '<p id="wide"><span>' + 'wide'.repeat(900) + '</span></p><img src="icon.svg">');
                  document.getElementById('wide').style.whiteSpace = 'nowrap';
                }\
                """);

            assertThat(strings(window, CLIPPED)).isNotEmpty();
            assertThat(violations(window)).anyMatch(v -> v.startsWith("image-alt"));
        }
    }

    @Test
    void every_chart_has_a_table_behind_it() {
        for (String route : View.ROUTES) {
            try (var window = chromium.open(demo, new View(route, "en", "light", View.DESKTOP))) {
                var page = window.page();
                for (var table : page.locator("main button:text-is('Table')").all()) {
                    table.click();
                    assertThat(page.locator("main .sheet tbody tr").count()).isPositive();
                    table.click();
                }
                assertThat(page.locator("main .panel:has(.chart svg[role=img]):not(:has(button:text-is('Table')))")
                                .count())
                        .as(route)
                        .isZero();
            }
        }
    }

    private static List<String> violations(Window window) {
        window.page().evaluate(axe + "; undefined");
        return strings(window, VIOLATIONS);
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Window window, String script) {
        return (List<String>) window.page().evaluate(script);
    }

    private static void keepPicture(Window window, View view) throws IOException {
        var folder = Files.createDirectories(Demo.root().resolve("browser/target/pictures"));
        window.page()
                .screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                        .setPath(folder.resolve(view.file()))
                        .setFullPage(true));
    }
}
