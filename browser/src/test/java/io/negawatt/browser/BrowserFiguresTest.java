package io.negawatt.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** What the page prints is what the API says, to the printed digit; energy that goes in comes out; a gap is never 0. */
class BrowserFiguresTest extends OnDemo {
    private static final JsonMapper JSON = new JsonMapper();

    private static final List<Integer> LOST = List.of(40, 41, 42, 60);

    /** Gaps that the demonstration itself has in its last day. */
    private static final int OWN_GAPS = 1;

    @ParameterizedTest
    @ValueSource(strings = {"now", "ledger", "plan", "estimate", "estimate?kind=training", "meters"})
    void every_number_is_the_one_of_the_api(String route) {
        try (var window = chromium.open(View.DESKTOP)) {
            var page = window.page();
            var answers = new ArrayList<Response>();
            // Without the live line the page shows what it asked for, and nothing newer.
            page.route("**/api/v1/live*", live -> live.abort());
            page.onResponse(answers::add);
            Chromium.show(window, demo, new View(route, "en", "light", View.DESKTOP));
            var told = numbers(answers);

            var wrong = new ArrayList<String>();
            for (var figure : figures(page)) {
                double raw = Double.parseDouble(figure.get("raw"));
                double scale = Double.parseDouble(figure.get("scale"));
                if (!told.contains(raw) && !told.contains(-raw)) {
                    wrong.add("no answer holds " + figure);
                } else if (!printed(raw, scale, figure.get("text"))
                        .equals(figure.get("text").replaceAll("[+,]", ""))) {
                    wrong.add("%s should read %s".formatted(figure, printed(raw, scale, figure.get("text"))));
                }
            }

            assertThat(figures(page)).isNotEmpty();
            assertThat(wrong).isEmpty();
        }
    }

    @Test
    void what_flows_in_flows_out() {
        try (var window = chromium.open(demo, new View("now", "en", "light", View.DESKTOP))) {
            var sums = drawn(window);

            assertThat(sums)
                    .hasSize(3)
                    .allSatisfy(sum ->
                            assertThat(sum).isPositive().isCloseTo(sums.getFirst(), within(1e-6 * sums.getFirst())));
        }
    }

    @Test
    void a_gap_is_hatched_and_never_0() {
        try (var window = chromium.open(View.DESKTOP)) {
            var page = window.page();
            page.route("**/api/v1/outlook*", BrowserFiguresTest::withTwoGaps);
            Chromium.show(window, demo, new View("now", "en", "light", View.DESKTOP));
            page.waitForSelector("main path.layer");

            assertThat(page.locator("main rect.gap").count()).isEqualTo(2 + OWN_GAPS);
            assertThat(page.locator("main path.layer").all())
                    .allSatisfy(layer -> assertThat(layer.getAttribute("d").split("M", -1).length - 1)
                            .as("stretches that are drawn")
                            .isEqualTo(3 + OWN_GAPS));
            page.locator("main .c12 button:text-is('Table')").click();
            assertThat(page.locator("main .sheet td:nth-child(2) bdi:text-is('gap')")
                            .count())
                    .isGreaterThan(LOST.size());
        }
    }

    /** The server's answer, with some steps of the computing power lost: two gaps beside that of the demonstration. */
    private static void withTwoGaps(Route route) {
        var response = route.fetch();
        var outlook = JSON.readTree(response.body());
        for (var curve : outlook.get("power")) {
            if (curve.get("id").asString().equals("compute")) {
                LOST.forEach(step -> ((ArrayNode) curve.get("values")).setNull(step));
            }
        }
        route.fulfill(new Route.FulfillOptions().setResponse(response).setBody(JSON.writeValueAsString(outlook)));
    }

    /** Sums of the bars of each column, all taken at one moment. */
    @SuppressWarnings("unchecked")
    private static List<Double> drawn(Chromium.Window window) {
        var sums = (List<Number>) window.page().evaluate("""
            () => ['source', 'component', 'consumer'].map(column =>
              [...document.querySelectorAll(`main rect[data-column=${column}]`)].reduce((sum, bar) => sum + Number(bar.dataset.w), 0))\
            """);
        return sums.stream().map(Number::doubleValue).toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, String>> figures(com.microsoft.playwright.Page page) {
        return (List<Map<String, String>>) page.evaluate("""
            () => [...document.querySelectorAll('main data')].map(d => ({
              raw: d.value, scale: d.dataset.scale, text: d.textContent.trim() }))\
            """);
    }

    /** {@return the value rounded to as many decimals as the text has} */
    private static String printed(double raw, double scale, String text) {
        int point = text.indexOf('.');
        int decimals = point < 0 ? 0 : text.length() - point - 1;
        var rounded = new BigDecimal(raw / scale).setScale(decimals, RoundingMode.HALF_UP);
        return (rounded.signum() == 0 ? rounded.abs() : rounded).toPlainString().replace('-', '−');
    }

    private static Set<Double> numbers(List<Response> answers) {
        var found = new TreeSet<Double>();
        List.copyOf(answers).stream()
                .filter(answer -> answer.url().contains("/api/v1/") && answer.ok())
                .forEach(answer -> collect(JSON.readTree(answer.body()), found));
        return found;
    }

    private static void collect(JsonNode node, Set<Double> into) {
        if (node.isNumber()) {
            into.add(node.doubleValue());
        }
        node.forEach(child -> collect(child, into));
    }
}
