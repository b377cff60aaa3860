package io.negawatt.app.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Colors of both themes, safe for color-blind readers, as CSS variables: {@code --ink}, {@code --compute} and so on.
 *
 * @param light colors of the light theme, {@code #RRGGBB} by name
 * @param dark colors of the dark theme, by the same names
 */
record Palette(Map<String, String> light, Map<String, String> dark) {

    Palette {
        light = Map.copyOf(light);
        dark = Map.copyOf(dark);
    }

    /** {@return the palette of the program} */
    static Palette ours() {
        try (var in = Resources.open("palette.json")) {
            var root = new ObjectMapper().readTree(in);
            return new Palette(theme(root.path("light")), theme(root.path("dark")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> theme(JsonNode theme) {
        var colors = new TreeMap<String, String>();
        theme.path("ui").forEachEntry((name, color) -> colors.put(name, color.asString()));
        theme.path("component").forEachEntry((name, color) -> colors.put(name, color.asString()));
        return colors;
    }

    /** {@return rules that set the variables: by the system's theme, unless the document was told one} */
    String css() {
        String night = "color-scheme:dark;" + variables(dark);
        return ":root{color-scheme:light;%s}\n".formatted(variables(light))
                + "@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){%s}}\n".formatted(night)
                + "@media screen{:root[data-theme=dark]{%s}}\n".formatted(night);
    }

    private static String variables(Map<String, String> colors) {
        var css = new StringBuilder();
        new TreeMap<>(colors)
                .forEach((name, color) ->
                        css.append("--").append(name).append(':').append(color).append(';'));
        return css.toString();
    }
}
