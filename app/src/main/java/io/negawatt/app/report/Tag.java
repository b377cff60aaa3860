package io.negawatt.app.report;

import io.negawatt.app.report.Node.Several;
import io.negawatt.app.report.Node.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An element under construction. Attributes that run code or reach over the network are refused, so that a report stays one
 * file that can be opened anywhere.
 */
public final class Tag implements Node {
    private static final Set<String> EMPTY = Set.of("meta", "br", "col");
    private static final Set<String> INLINE =
            Set.of("a", "b", "bdi", "button", "code", "em", "i", "small", "span", "title", "tspan", "u", "td", "th");
    private static final Set<String> REACHING = Set.of("src", "srcset", "action", "formaction", "xlink:href", "data");

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Node> inside = new ArrayList<>();
    private String verbatim = "";

    private Tag(String name) {
        this.name = name;
    }

    /** {@return an empty element} */
    public static Tag of(String name) {
        return new Tag(name);
    }

    /** {@return an empty element of these CSS classes, separated by spaces} */
    public static Tag of(String name, String classes) {
        return new Tag(name).attr("class", classes);
    }

    /** {@return a style sheet of our own} */
    static Tag style(String css) {
        return verbatim("style", css);
    }

    /** {@return a script of our own} */
    static Tag script(String js) {
        return verbatim("script", js);
    }

    private static Tag verbatim(String name, String content) {
        if (content.contains("</")) {
            throw new IllegalArgumentException("the content of <%s> would end it early".formatted(name));
        }
        var tag = new Tag(name);
        tag.verbatim = content;
        return tag;
    }

    public Tag attr(String attribute, String value) {
        String lower = attribute.toLowerCase(Locale.ROOT);
        boolean away = lower.equals("href") && !value.startsWith("#");
        if (lower.startsWith("on") || REACHING.contains(lower) || away) {
            throw new IllegalArgumentException("a report runs and loads nothing: %s=%s".formatted(attribute, value));
        }
        attributes.put(attribute, value);
        return this;
    }

    public Tag text(String text) {
        inside.add(new Text(text));
        return this;
    }

    public Tag add(Node... nodes) {
        inside.addAll(List.of(nodes));
        return this;
    }

    public Tag addAll(List<? extends Node> nodes) {
        inside.add(new Several(nodes));
        return this;
    }

    @Override
    public void writeTo(StringBuilder out) {
        out.append('<').append(name);
        attributes.forEach((attribute, value) -> {
            out.append(' ').append(attribute).append("=\"");
            Escape.text(value, out);
            out.append('"');
        });
        out.append('>').append(verbatim);
        if (!EMPTY.contains(name)) {
            inside.forEach(node -> node.writeTo(out));
            out.append("</").append(name).append('>');
        }
        if (!INLINE.contains(name)) {
            out.append('\n');
        }
    }

    @Override
    public String toString() {
        var out = new StringBuilder();
        writeTo(out);
        return out.toString();
    }
}
