package io.negawatt.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The system's Chromium; each window remembers what the page complained about. */
final class Chromium implements AutoCloseable {
    private static final int HEIGHT = 900;
    /** A busy machine takes its time. */
    private static final double PATIENCE_MS = 120_000;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    private final Playwright playwright = Playwright.create();
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(List.of("--no-sandbox")));

    /** A page in a context of its own, and the errors it wrote so far. */
    record Window(Page page, List<String> errors) implements AutoCloseable {
        @Override
        public void close() {
            page.context().close();
        }
    }

    Window open(int width) {
        return adopt(browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, HEIGHT).setReducedMotion(ReducedMotion.REDUCE)));
    }

    /** A second window of the same person: a tab beside the first. */
    Window beside(Window first) {
        return adopt(first.page().context());
    }

    private static Window adopt(BrowserContext context) {
        var page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        var errors = new ArrayList<String>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
        return new Window(page, errors);
    }

    /** Opens a view and waits until its figures stand there. */
    Window open(Demo demo, View view) {
        var window = open(view.width());
        show(window, demo, view);
        return window;
    }

    static void show(Window window, Demo demo, View view) {
        window.page().navigate(demo.address() + view.path());
        window.page().waitForSelector("main h1");
        window.page().waitForSelector("main .kpi data, main .big data");
        settle(window.page());
    }

    /** Waits until no request but the live line is under way and two frames are painted. */
    static void settle(Page page) {
        page.waitForLoadState(LoadState.DOMCONTENTLOADED);
        page.waitForFunction("() => !document.querySelector('[aria-busy=true]')");
        page.waitForTimeout(400);
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    @Override
    public void close() {
        playwright.close();
    }
}
