package io.negawatt.app.report;

import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import io.negawatt.core.text.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What a model could be run as, as one HTML file: energy of a token over its time, a color for each series, a ring for each metered
 * point and around what was chosen, a line at the wish.
 */
public final class FrontierReport {
    private static final List<String> COLORS = List.of("c-compute", "c-transmit", "c-store", "c-cooling", "c-other");
    private static final String DOT = "4";
    private static final String RING = "6";

    private final FrontierPlot plot;
    private final List<Message> series;
    private final Scale time;
    private final Scale energy;

    private FrontierReport(FrontierPlot plot) {
        this.plot = plot;
        this.series =
                plot.dots().stream().map(FrontierPlot.Dot::series).distinct().toList();
        this.time = scale(Stream.of(
                        plot.dots().stream().mapToDouble(FrontierPlot.Dot::ms),
                        plot.rings().stream().mapToDouble(FrontierPlot.Ring::ms),
                        plot.wishMs().stream())
                .flatMapToDouble(values -> values));
        this.energy = scale(DoubleStream.concat(
                plot.dots().stream().mapToDouble(FrontierPlot.Dot::joules),
                plot.rings().stream().mapToDouble(FrontierPlot.Ring::joules)));
    }

    private static Scale scale(DoubleStream values) {
        var range = values.summaryStatistics();
        return Scale.logarithmic(range.getMin(), range.getMax());
    }

    /**
     * {@return the report as a document}
     *
     * @param preferred language that is shown first
     */
    public static String html(FrontierPlot plot, Lang preferred) {
        var report = new FrontierReport(plot);
        return Document.of(preferred, plot.title() + " · negawatt", report::main);
    }

    private Tag main(Lang lang) {
        var top = Tag.of("header", "top")
                .add(
                        Tag.of("h1").add(Panel.name(plot.title())),
                        Tag.of("p", "facts").add(Tag.of("span").text(about(lang, "sub"))));
        var head = Tag.of("div", "ph").add(Tag.of("h2").text(text(lang, "plot")), legend(lang));
        var panel = Tag.of("section", "panel c12").add(head, picture(lang), table(lang));
        return Tag.of("main").add(top, Tag.of("div", "grid").add(panel));
    }

    private Tag legend(Lang lang) {
        var legend = Tag.of("div", "legend");
        for (var one : series) {
            legend.add(Tag.of("span").add(Tag.of("span", "key " + color(one))).text(one.in(lang)));
        }
        return legend;
    }

    private Tag picture(Lang lang) {
        var svg = Svg.picture("plot", about(lang, "sub"));
        for (double tick : energy.ticks()) {
            double y = 1 - energy.at(tick);
            svg.add(Svg.line("grid", 0, y, 1, y));
            svg.add(Svg.text("tick last", 0, y, -8, 4, Terse.number(tick) + " J"));
        }
        for (double tick : time.ticks()) {
            String classes = tick == time.ticks().getLast() ? "tick last" : "tick";
            svg.add(Svg.text(classes, time.at(tick), 1, 0, 18, Terse.number(tick) + " ms"));
        }
        plot.wishMs()
                .ifPresent(ms -> svg.add(Svg.line("wish", time.at(ms), 0, time.at(ms), 1)
                        .add(Tag.of("title").text(text(lang, "wish")))));
        plot.dots().forEach(dot -> svg.add(dot(dot, lang)));
        plot.dots().stream()
                .filter(FrontierPlot.Dot::chosen)
                .forEach(dot -> svg.add(Svg.dot("peak", time.at(dot.ms()), 1 - energy.at(dot.joules()), RING)
                        .add(Tag.of("title")
                                .text(text(lang, "chosen") + " · " + dot.label().in(lang)))));
        plot.rings()
                .forEach(ring -> svg.add(Svg.dot("peak", time.at(ring.ms()), 1 - energy.at(ring.joules()), RING)
                        .add(Tag.of("title")
                                .text(text(lang, "metered") + " · "
                                        + ring.label().in(lang)))));
        return Tag.of("div", "plot-box").add(svg);
    }

    private Tag dot(FrontierPlot.Dot dot, Lang lang) {
        return Svg.dot("fill " + color(dot.series()), time.at(dot.ms()), 1 - energy.at(dot.joules()), DOT)
                .add(Tag.of("title").text(dot.label().in(lang)));
    }

    private Tag table(Lang lang) {
        var heads = Stream.of("gpus", "batch", "energy", "time", "wish")
                .map(key -> Panel.headOfFigures(about(lang, "head." + key)))
                .toList();
        var rows = new ArrayList<Tag>();
        plot.dots().stream()
                .sorted(Comparator.comparingDouble(FrontierPlot.Dot::joules))
                .forEach(dot -> rows.add(row(dot)));
        return Panel.fold(text(lang, "table"), Panel.table("", text(lang, "table"), heads, rows));
    }

    private static Tag row(FrontierPlot.Dot dot) {
        var row = Tag.of("tr");
        dot.cells().forEach(cell -> row.add(Panel.figure(cell)));
        return row;
    }

    private String color(Message one) {
        return COLORS.get(Math.max(0, series.indexOf(one)) % COLORS.size());
    }

    private String about(Lang lang, String key) {
        return text(lang, plot.about() + "." + key);
    }

    private static String text(Lang lang, String key) {
        return Texts.of(lang).get("report.frontier." + key);
    }
}
