package io.negawatt.app.report;

import io.negawatt.core.estimate.Deployment;
import io.negawatt.core.estimate.InferenceEstimate;
import io.negawatt.core.estimate.MeteredPoint;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.text.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What a model could be run as, as one HTML file: energy of a token over its mean time, a color for each number of GPUs, a ring for
 * each metered point.
 */
public final class FrontierReport {
    private static final List<String> COLORS = List.of("c-compute", "c-transmit", "c-store", "c-cooling");
    private static final double MS = 1000;
    private static final String DOT = "4";
    private static final String RING = "6";

    private final List<InferenceEstimate> frontier;
    private final List<MeteredPoint> metered;
    private final List<Integer> gpus;
    private final Scale time;
    private final Scale energy;

    private FrontierReport(List<InferenceEstimate> frontier, List<MeteredPoint> metered) {
        this.frontier = frontier;
        this.metered = metered;
        this.gpus = frontier.stream().map(e -> e.deployment().gpus()).distinct().toList();
        this.time = scale(DoubleStream.concat(
                frontier.stream().mapToDouble(e -> e.tokenS().mid() * MS),
                metered.stream().mapToDouble(m -> m.tokenS() * MS)));
        this.energy = scale(DoubleStream.concat(
                frontier.stream().mapToDouble(e -> e.joulesPerToken().mid()),
                metered.stream().mapToDouble(MeteredPoint::joulesPerToken)));
    }

    private static Scale scale(DoubleStream values) {
        var range = values.summaryStatistics();
        return Scale.logarithmic(range.getMin(), range.getMax());
    }

    /**
     * {@return the report as a document}
     *
     * @param frontier what could be run, not empty
     * @param metered what was metered of it
     * @param preferred language that is shown first
     */
    public static String html(List<InferenceEstimate> frontier, List<MeteredPoint> metered, Lang preferred) {
        var report = new FrontierReport(frontier, metered);
        var deployment = frontier.getFirst().deployment();
        String title =
                deployment.model().id() + " · " + deployment.device().names().en();
        return Document.of(preferred, title + " · negawatt", lang -> report.main(title, lang));
    }

    private Tag main(String title, Lang lang) {
        var head = Tag.of("div", "ph")
                .add(Tag.of("h1").text(title))
                .add(Tag.of("p").text(text(lang, "sub")))
                .add(legend(lang));
        var panel = Tag.of("section", "panel c12").add(head, plot(lang), table(lang));
        return Tag.of("main").add(Tag.of("div", "grid").add(panel));
    }

    private Tag legend(Lang lang) {
        var legend = Tag.of("div", "legend");
        for (int count : gpus) {
            legend.add(Tag.of("span").add(Tag.of("span", "key " + color(count))).text(text(lang, "gpus", count)));
        }
        return legend;
    }

    private Tag plot(Lang lang) {
        var svg = Svg.picture("plot", text(lang, "sub"));
        for (double tick : energy.ticks()) {
            double y = 1 - energy.at(tick);
            svg.add(Svg.line("grid", 0, y, 1, y));
            svg.add(Svg.text("tick last", 0, y, -8, 4, Terse.number(tick) + " J"));
        }
        for (double tick : time.ticks()) {
            svg.add(Svg.text("tick", time.at(tick), 1, 0, 18, Terse.number(tick) + " ms"));
        }
        frontier.forEach(e -> svg.add(
                Svg.dot("fill " + color(e.deployment().gpus()), x(e.tokenS().mid()), y(e), DOT)
                        .add(Tag.of("title").text(label(e.deployment(), lang)))));
        metered.forEach(m -> svg.add(Svg.dot("peak", x(m.tokenS()), 1 - energy.at(m.joulesPerToken()), RING)
                .add(Tag.of("title").text(text(lang, "metered") + " · " + label(m.deployment(), lang)))));
        return Tag.of("div", "plot-box").add(svg);
    }

    private Tag table(Lang lang) {
        var heads = Stream.of("head.gpus", "head.batch", "head.energy", "head.time", "head.wish")
                .map(key -> Panel.headOfFigures(text(lang, key)))
                .toList();
        var rows = new ArrayList<Tag>();
        frontier.stream()
                .sorted(Comparator.comparingDouble(e -> e.joulesPerToken().mid()))
                .forEach(e -> rows.add(row(e)));
        return Panel.fold(text(lang, "table"), Panel.table("", text(lang, "table"), heads, rows));
    }

    private static Tag row(InferenceEstimate e) {
        return Tag.of("tr")
                .add(Panel.figure(String.valueOf(e.deployment().gpus())))
                .add(Panel.figure(Numbers.fixed(e.deployment().maxSequences(), 0)))
                .add(Panel.figure(Numbers.significant(e.joulesPerToken().mid(), 3) + " J "
                        + e.joulesPerToken().spread()))
                .add(Panel.figure(Numbers.significant(e.tokenS().mid() * MS, 3) + " ms"))
                .add(Panel.figure(Numbers.significant(e.wishS() * MS, 3) + " ms"));
    }

    private double x(double tokenS) {
        return time.at(tokenS * MS);
    }

    private double y(InferenceEstimate e) {
        return 1 - energy.at(e.joulesPerToken().mid());
    }

    private String color(int count) {
        return COLORS.get(Math.max(0, gpus.indexOf(count)) % COLORS.size());
    }

    private static String label(Deployment d, Lang lang) {
        return text(lang, "label", d.gpus(), Numbers.fixed(d.maxSequences(), 0));
    }

    private static String text(Lang lang, String key, Object... args) {
        return Texts.of(lang).get("report.frontier." + key, args);
    }
}
