package io.negawatt.app.report;

import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Texts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Function;

/**
 * One HTML file that holds a page in both languages. It shows {@code preferred} until the reader switches, and its content
 * security policy forbids every request and every script but its own.
 */
public final class Document {
    private Document() {}

    static String of(Lang preferred, String title, Function<Lang, Node> content) {
        return of(preferred, title, "", content);
    }

    /**
     * {@return the document}
     *
     * @param style rules that the page needs besides those of every report
     */
    public static String of(Lang preferred, String title, String style, Function<Lang, Node> content) {
        String script = Resources.text("report.js");
        var head = Tag.of("head")
                .add(Tag.of("meta").attr("charset", "utf-8"))
                .add(policy(script))
                .add(meta("viewport", "width=device-width, initial-scale=1"))
                .add(meta("color-scheme", "light dark"))
                .add(meta("generator", "negawatt"))
                .add(Tag.of("title").text(title))
                .add(Tag.style(css() + style));
        var body = Tag.of("body");
        for (var lang : Lang.values()) {
            body.add(page(lang, content.apply(lang)));
        }
        var html = Tag.of("html")
                .attr("lang", preferred.tag())
                .attr("data-lang", preferred.code())
                .add(head, body.add(Tag.script(script)));
        return "<!doctype html>\n" + html;
    }

    private static Tag page(Lang lang, Node content) {
        return Tag.of("div", "page")
                .attr("lang", lang.tag())
                .attr("data-page", lang.code())
                .add(bar(lang), content, Tag.of("footer").text(Texts.of(lang).get("report.footer")));
    }

    private static Tag bar(Lang lang) {
        var texts = Texts.of(lang);
        var languages = group(texts.get("report.language"))
                .add(button("lang", "en", "English").attr("lang", "en"))
                .add(button("lang", "zh", "中文").attr("lang", "zh-CN"));
        var themes = group(texts.get("report.theme"))
                .add(button("theme", "light", texts.get("report.theme.light")))
                .add(button("theme", "dark", texts.get("report.theme.dark")));
        return Tag.of("div", "bar-top")
                .add(Tag.of("span", "brand").add(Logo.draw()).text("negawatt"))
                .add(Tag.of("div", "switches").add(languages, themes));
    }

    private static Tag group(String label) {
        return Tag.of("div", "seg").attr("role", "group").attr("aria-label", label);
    }

    private static Tag button(String what, String value, String text) {
        return Tag.of("button")
                .attr("type", "button")
                .attr("data-set", what)
                .attr("data-to", value)
                .text(text);
    }

    private static Tag meta(String name, String content) {
        return Tag.of("meta").attr("name", name).attr("content", content);
    }

    private static Tag policy(String script) {
        String policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; script-src 'sha256-%s'"
                .formatted(sha256(script));
        return Tag.of("meta").attr("http-equiv", "Content-Security-Policy").attr("content", policy);
    }

    private static String css() {
        String font = "@font-face{font-family:\"Inter var\";font-weight:100"
                + " 900;font-display:swap;src:url(data:font/woff2;base64,"
                + Resources.base64("inter-latin.woff2") + ") format(\"woff2\")}\n";
        return font + Palette.ours().css() + Resources.text("report.css");
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
