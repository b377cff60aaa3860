package io.negawatt.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Prints how fast the page is: {@code bench/page.sh}. Nothing here is asserted about time, and none of it is part of the build.
 *
 * <p>Each time is the median of several loads in a fresh window with an empty cache, in ms from the start of the navigation.
 */
@EnabledIfSystemProperty(named = "page.figures", matches = "true")
class BrowserSpeedTest {
    private static final int LOADS = Integer.getInteger("page.loads", 7);
    private static final int MINUTES = Integer.getInteger("page.minutes", 2);
    private static final int RUNS = Integer.getInteger("page.runs", 1_000);
    private static final int POLLS = Integer.getInteger("page.polls", 1_000);
    private static final int DEVICES = Integer.getInteger("page.devices", 100);
    private static final int DAYS = Integer.getInteger("page.days", 30);
    private static final double UPDATES_A_SECOND = 10;

    /** Paints, and tasks of more than 50 ms, as the browser tells of them. */
    private static final String WATCH = """
        window.__tasks = [];
        new PerformanceObserver(list => window.__tasks.push(...list.getEntries().map(e => e.startTime + e.duration)))
          .observe({ type: 'longtask', buffered: true });
        """;

    private static final String COUNT = """
        window.__updates = 0;
        const parse = JSON.parse;
        JSON.parse = text => { window.__updates += text.startsWith('{"at"'); return parse(text); };
        """;

    private static final String PAINTED =
            "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now()";

    /** Two frames after what is waited for, or the end of the last long task, whichever is later. */
    private static final String SETTLED = """
        () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>
          done(Math.max(performance.now(), ...window.__tasks)))))\
        """;

    private static Demo demo;
    private static Demo big;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException {
        var home = Demo.folder();
        var now = Instant.now();
        long begin = System.nanoTime();
        BigHome.writeRuns(home, RUNS, POLLS, now);
        BigHome.writePower(home, DEVICES, DAYS, now);
        print("home with %,d runs of %,d samples, and %d days of %d devices by the minute: written in %.0f s"
                .formatted(RUNS, 10 * POLLS, DAYS, DEVICES, (System.nanoTime() - begin) / 1e9));
        big = Demo.serve(home, List.of("--public-read"));
        demo = Demo.start();
        chromium = new Chromium();
        load(demo, "now", "main path.layer"); // The first load warms the server up.
        load(big, "ledger", "main .runs tbody tr");
    }

    @AfterAll
    static void stop() {
        chromium.close();
        demo.close();
        big.close();
    }

    private record Load(double paintedMs, double readyMs) {}

    @Test
    void first_content_and_interactive() {
        for (String route : List.of("now", "ledger", "plan", "estimate", "meters")) {
            tell("page %s".formatted(route), demo, route, "main .kpi data, main .big data");
        }
    }

    @Test
    void a_run_among_many() {
        tell("ledger with %,d runs".formatted(RUNS), big, "ledger", "main .runs tbody tr");
        tell("run page with %,d runs of %,d samples".formatted(RUNS, 10 * POLLS), big, "ledger", "main .long canvas");
        tell(
                "1,000 rows of the ledger",
                big,
                "ledger?period=all&rows=1000",
                "main .runs tbody tr:nth-child(%d)".formatted(Math.min(RUNS, 1_000)));
    }

    @Test
    void a_month_of_many_devices() {
        tell("%d days x %d devices x 1 min".formatted(DAYS, DEVICES), big, "now?range=month", "main .long canvas");
    }

    @Test
    void a_plan_anew() {
        try (var window = chromium.open(demo, view("plan"))) {
            var page = window.page();
            page.locator("main g[role=slider]").first().focus();
            var times = new ArrayList<Double>();
            for (int i = 0; i < LOADS; i++) {
                times.add(planned(page, i % 2 == 0 ? "PageDown" : "PageUp"));
            }
            print("re-plan after a key: %.0f ms (median of %d, 180 ms of them wait for the hand to rest)"
                    .formatted(median(times), LOADS));
        }
    }

    /** {@return from the key to the frame after the plan of the new address, in ms} */
    private static double planned(Page page, String key) {
        page.evaluate("""
            () => {
              window.__planned = new Promise(done => {
                addEventListener('keydown', () => {
                  const at = performance.now();
                  const asked = location.hash;
                  const kpis = document.querySelector('main .kpis');
                  const seen = new MutationObserver(() => {
                    if (location.hash !== asked && kpis.getAttribute('aria-busy') === 'false') {
                      seen.disconnect();
                      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - at)));
                    }
                  });
                  seen.observe(kpis, { attributes: true, attributeFilter: ['aria-busy'] });
                }, { once: true, capture: true });
              });
            }\
            """);
        page.keyboard().press(key);
        return ((Number) page.evaluate("() => window.__planned")).doubleValue();
    }

    @Test
    void many_updates_keep_the_memory() {
        try (var window = chromium.open(View.DESKTOP)) {
            var page = window.page();
            page.addInitScript(COUNT);
            page.route(
                    "**/api/v1/live*",
                    live -> live.resume(new com.microsoft.playwright.Route.ResumeOptions()
                            .setUrl(live.request().url() + "&every_s=" + 1 / UPDATES_A_SECOND)));
            Chromium.show(window, demo, view("now"));
            var tools = page.context().newCDPSession(page);
            tools.send("Performance.enable");
            page.waitForTimeout(10_000);
            double first = heapMb(tools);
            var heaps = new ArrayList<Double>(List.of(first));
            long updates = counted(page);
            for (int minute = 0; minute < MINUTES; minute++) {
                page.waitForTimeout(Duration.ofMinutes(1).toMillis());
                heaps.add(heapMb(tools));
            }
            print("live: %.1f updates a second for %d min; heap after GC by the minute, in MB: %s; nodes %.0f"
                    .formatted(
                            (counted(page) - updates) / (60.0 * MINUTES),
                            MINUTES,
                            heaps.stream().map("%.2f"::formatted).toList(),
                            metric(tools, "Nodes")));
        }
    }

    /** {@return how many live updates the page heard} */
    private static long counted(Page page) {
        return ((Number) page.evaluate("window.__updates")).longValue();
    }

    private static double heapMb(CDPSession tools) {
        tools.send("HeapProfiler.collectGarbage");
        return metric(tools, "JSHeapUsedSize") / 1e6;
    }

    private static double metric(CDPSession tools, String name) {
        for (var metric : tools.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            JsonObject one = metric.getAsJsonObject();
            if (one.get("name").getAsString().equals(name)) {
                return one.get("value").getAsDouble();
            }
        }
        throw new IllegalStateException(name);
    }

    @Test
    void frames_while_panning() {
        try (var window = chromium.open(View.DESKTOP)) {
            var page = window.page();
            page.navigate(big.address() + view("now?range=month").path());
            page.waitForSelector("main .long canvas");
            Chromium.settle(page);
            var chart = page.locator("main .long");
            chart.focus();
            for (int i = 0; i < 5; i++) {
                page.keyboard().press("+");
            }
            double[] frames = panned(page, chart.boundingBox());
            Arrays.sort(frames);
            print("panning a month: %d frames, %.1f a second; median %.1f ms, 95 %% within %.1f ms, longest %.1f ms"
                    .formatted(
                            frames.length,
                            1_000 * frames.length / Arrays.stream(frames).sum(),
                            frames[frames.length / 2],
                            frames[(int) (0.95 * frames.length)],
                            frames[frames.length - 1]));
        }
    }

    /** {@return the time between frames while the chart is drawn to and fro for some seconds, in ms} */
    private static double[] panned(Page page, com.microsoft.playwright.options.BoundingBox box) {
        double y = box.y + box.height / 2;
        page.evaluate("""
            () => {
              window.__frames = [];
              let last = performance.now();
              const frame = at => { window.__frames.push(at - last); last = at; if (window.__frames) requestAnimationFrame(frame); };
              requestAnimationFrame(frame);
            }\
            """);
        page.mouse().move(box.x + box.width / 2, y);
        page.mouse().down();
        for (int i = 0; i < 240; i++) {
            page.mouse().move(box.x + box.width * (0.5 + 0.3 * Math.sin(i / 12.0)), y);
        }
        page.mouse().up();
        @SuppressWarnings("unchecked")
        var frames = (List<Number>)
                page.evaluate("() => { const all = window.__frames; window.__frames = null; return all; }");
        return frames.stream().skip(1).mapToDouble(Number::doubleValue).toArray();
    }

    private static void tell(String what, Demo server, String route, String ready) {
        var loads = new ArrayList<Load>();
        for (int i = 0; i < LOADS; i++) {
            loads.add(load(server, route, ready));
        }
        print("%s: first content %.0f ms, interactive %.0f ms (medians of %d; longest %.0f ms)"
                .formatted(
                        what,
                        median(loads.stream().map(Load::paintedMs).toList()),
                        median(loads.stream().map(Load::readyMs).toList()),
                        LOADS,
                        loads.stream().mapToDouble(Load::readyMs).max().orElse(0)));
    }

    private static Load load(Demo server, String route, String ready) {
        try (var window = chromium.open(View.DESKTOP)) {
            var page = window.page();
            page.addInitScript(WATCH);
            page.navigate(server.address() + view(route).path());
            page.waitForSelector(ready);
            double settledMs = ((Number) page.evaluate(SETTLED)).doubleValue();
            double paintedMs = ((Number) page.evaluate(PAINTED)).doubleValue();
            assertThat(window.errors()).isEmpty();
            return new Load(paintedMs, settledMs);
        }
    }

    private static View view(String route) {
        return new View(route, "en", "light", View.DESKTOP);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void print(String line) {
        System.out.println("page.figures " + String.format(Locale.ROOT, "%s", line));
        System.out.flush();
    }
}
