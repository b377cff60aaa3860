package io.negawatt.app.report;

import java.util.List;

/** The frames that all sections share: a titled panel, a table, a fold. */
public final class Panel {
    private Panel() {}

    /** {@return a titled panel that takes {@code columns} of the grid's twelve; {@code sub} may be empty} */
    public static Tag of(Page page, String name, int columns, String sub, Node... inside) {
        String id = page.id(name);
        var head = Tag.of("div", "ph").add(Tag.of("h2").attr("id", id).text(page.say(name + ".title")));
        if (!sub.isEmpty()) {
            head.add(Tag.of("p").text(sub));
        }
        return Tag.of("section", "panel c" + columns)
                .attr("aria-labelledby", id)
                .add(head)
                .add(inside);
    }

    /** {@return a titled panel over the full width with a legend beside its title} */
    public static Tag withLegend(Page page, String name, Node legend, Node... inside) {
        String id = page.id(name);
        var title = Tag.of("h2").attr("id", id).text(page.say(name + ".title"));
        return Tag.of("section", "panel c12")
                .attr("aria-labelledby", id)
                .add(Tag.of("div", "ph").add(title, legend))
                .add(inside);
    }

    /** {@return a figure in large letters with its name above and a line below; {@code unit} and {@code spread} may be empty} */
    public static Tag kpi(String name, String figure, String unit, String spread, String sub) {
        var value = Tag.of("b").text(figure);
        if (!unit.isEmpty()) {
            value.add(Tag.of("u").text(unit));
        }
        if (!spread.isEmpty()) {
            value.add(Tag.of("em").text(spread));
        }
        return Tag.of("div", "kpi")
                .add(Tag.of("span").text(name), value)
                .add(Tag.of("small").attr("title", sub).text(sub));
    }

    /** {@return something folded away until the reader opens it} */
    public static Tag fold(String summary, Node... inside) {
        return Tag.of("details").add(Tag.of("summary").text(summary)).add(inside);
    }

    /** {@return something folded away on a screen and open on paper} */
    public static Tag foldOnScreen(String summary, Node... inside) {
        return fold(summary, inside).attr("class", "on-paper");
    }

    /** {@return a table that scrolls sideways where it does not fit} */
    public static Tag table(String classes, String caption, List<Tag> heads, List<Tag> rows) {
        var table = Tag.of("table", classes)
                .add(Tag.of("caption", "vh").text(caption))
                .add(Tag.of("thead").add(Tag.of("tr").addAll(heads)))
                .add(Tag.of("tbody").addAll(rows));
        return Tag.of("div", "scroll").add(table);
    }

    /** {@return the head of a column of words} */
    public static Tag head(String text) {
        return Tag.of("th").attr("scope", "col").text(text);
    }

    /** {@return the head of a column of figures} */
    public static Tag headOfFigures(String text) {
        return Tag.of("th", "n").attr("scope", "col").text(text);
    }

    /** {@return the cell that names its row} */
    public static Tag rowHead(Node... inside) {
        return Tag.of("th").attr("scope", "row").add(inside);
    }

    public static Tag cell(String text) {
        return Tag.of("td").text(text);
    }

    /** {@return a cell whose text is somebody's sentence and may break} */
    public static Tag wide(String text) {
        return Tag.of("td", "wrap").add(name(text));
    }

    /** {@return a cell with a figure} */
    public static Tag figure(String text) {
        return Tag.of("td", "n").text(text);
    }

    /** {@return a name that somebody chose, kept from turning the direction of the text around it} */
    public static Tag name(String text) {
        return Tag.of("bdi").text(text);
    }
}
