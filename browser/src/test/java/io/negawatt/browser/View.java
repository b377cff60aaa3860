package io.negawatt.browser;

import java.util.List;
import java.util.stream.Stream;

/** One view of the page as somebody sees it: which one, in which language, colors and width. */
record View(String route, String lang, String theme, int width) {
    static final int DESKTOP = 1440;
    static final int PHONE = 390;

    /** The five pages, and what opens inside them. */
    static final List<String> ROUTES =
            List.of("now", "now?range=week", "ledger", "plan", "estimate", "estimate?kind=training", "meters");

    static Stream<View> all() {
        return ROUTES.stream()
                .flatMap(route -> Stream.of("en", "zh")
                        .flatMap(lang -> Stream.of("light", "dark")
                                .flatMap(theme ->
                                        Stream.of(DESKTOP, PHONE).map(width -> new View(route, lang, theme, width)))));
    }

    String path() {
        return "/?lang=%s&theme=%s#/%s".formatted(lang, theme, route);
    }

    String file() {
        return "%s.%s.%s.%d.png".formatted(route.replaceAll("[^a-z]+", "-"), lang, theme, width);
    }
}
