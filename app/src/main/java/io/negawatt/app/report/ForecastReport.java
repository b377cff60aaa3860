package io.negawatt.app.report;

import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.text.Texts;
import io.negawatt.plan.forecast.Backtest;
import io.negawatt.plan.forecast.Quantiles;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * A forecast as one HTML file: the fan of what is to come beside what was, errors of the back-test by hour and by month, how
 * often the ranges held, the scores of all forecasters, and what drove the last issue.
 */
public final class ForecastReport {
    private static final int PAST_STEPS_PER_STEP = 2;

    private final ForecastView view;
    private final Texts texts;
    private final Lang lang;

    private ForecastReport(ForecastView view, Lang lang) {
        this.view = view;
        this.lang = lang;
        this.texts = Texts.of(lang);
    }

    /**
     * {@return the report as a document}
     *
     * @param preferred language that is shown first
     */
    public static String html(ForecastView view, Lang preferred) {
        return Document.of(preferred, view.column() + " · negawatt", lang -> new ForecastReport(view, lang).main());
    }

    private Tag main() {
        var facts = Tag.of("p", "facts")
                .add(Tag.of("span").text(say("issued", view.time(view.last().issued()))))
                .add(Tag.of("span").text(say("chosen", view.chosen().id())))
                .add(Tag.of("span").text(view.test().reason().in(lang)));
        var head = Tag.of("header", "top").add(Tag.of("h1").add(Panel.name(view.column())), facts);
        var grid = Tag.of("div", "grid")
                .add(panel("fan", 12, fan()))
                .add(panel("months", 6, bars(errorsBy(this::month))))
                .add(panel("coverage", 6, coverage()))
                .add(panel("hours", 12, bars(errorsBy(this::hour))))
                .add(panel("scores", 8, scores()))
                .add(panel("drivers", 4, drivers()));
        return Tag.of("main").add(head, grid);
    }

    private String say(String key, Object... args) {
        return texts.get("report.forecast." + key, args);
    }

    private Tag panel(String name, int columns, Tag inside) {
        String id = lang.code() + "-forecast-" + name;
        var head = Tag.of("div", "ph")
                .add(Tag.of("h2").attr("id", id).text(say(name)))
                .add(Tag.of("p").text(say(name + ".about", view.unit())));
        return Tag.of("section", "panel c" + columns)
                .attr("aria-labelledby", id)
                .add(head, inside);
    }

    private Tag fan() {
        var issue = view.last();
        int steps = issue.values().length;
        int from = Math.max(0, issue.issued() - PAST_STEPS_PER_STEP * steps);
        return new FanChart(view, issue, from).draw(say("fan"));
    }

    /** Errors as a share of all, by a part of the time of the target. */
    private Map<String, double[]> errorsBy(IntFunction<String> part) {
        var sums = new TreeMap<String, double[]>();
        for (var issue : view.scored()) {
            for (int step = 0; step < issue.values().length; step++) {
                int target = view.target(issue, step);
                if (view.isKnown(target)) {
                    var sum = sums.computeIfAbsent(part.apply(target), _ -> new double[3]);
                    double[] range = issue.values()[step];
                    double actual = view.actual(target);
                    sum[0] += Math.abs(range[Quantiles.MIDDLE] - actual);
                    sum[1]++;
                    sum[2] += range[Quantiles.LOW] <= actual && actual <= range[Quantiles.HIGH] ? 1 : 0;
                }
            }
        }
        return sums;
    }

    private String hour(int target) {
        return String.format("%02d", view.time(target).atOffset(ZoneOffset.UTC).getHour());
    }

    private String month(int target) {
        return view.time(target).toString().substring(0, "2022-01".length());
    }

    private Tag bars(Map<String, double[]> sums) {
        double most =
                sums.values().stream().mapToDouble(sum -> sum[0] / sum[1]).max().orElse(1);
        var rows = new ArrayList<Tag>();
        sums.forEach((part, sum) -> rows.add(barRow(part, sum[0] / sum[1], most, figure(sum[0] / sum[1]))));
        return Panel.table(
                "figures",
                say("hours"),
                List.of(Panel.head(say("part")), Panel.head(""), Panel.headOfFigures("MAE")),
                rows);
    }

    private Tag coverage() {
        var rows = new ArrayList<Tag>();
        errorsBy(this::month).forEach((month, sum) -> {
            double share = sum[2] / sum[1];
            rows.add(barRow(month, share, 1, Numbers.fixed(100 * share, 1) + " %"));
        });
        return Panel.table(
                "figures",
                say("coverage"),
                List.of(Panel.head(say("part")), Panel.head(""), Panel.headOfFigures("%")),
                rows);
    }

    private static Tag barRow(String part, double value, double most, String figure) {
        return Tag.of("tr")
                .add(
                        Panel.rowHead(new Node.Text(part)),
                        Tag.of("td", "bar-cell").add(Bars.of(most > 0 ? value / most : 0, "c-part")),
                        Panel.figure(figure));
    }

    private Tag scores() {
        var heads = new ArrayList<Tag>();
        heads.add(Panel.head(say("forecaster")));
        List.of("MAE", "MAPE", "rMAE", say("pinball"), say("held"), say("width"))
                .forEach(title -> heads.add(Panel.headOfFigures(title)));
        var rows = view.test().results().stream()
                .sorted(Comparator.comparingDouble(result -> result.scores().pinball()))
                .map(ForecastReport::scoreRow)
                .toList();
        return Panel.table("scores", say("scores"), heads, rows);
    }

    private static Tag scoreRow(Backtest.Result result) {
        var scores = result.scores();
        return Tag.of("tr")
                .add(
                        Panel.rowHead(Panel.name(result.id())),
                        Panel.figure(figure(scores.mae())),
                        Panel.figure(percent(scores.mape())),
                        Panel.figure(Numbers.significant(scores.relativeMae(), 3)),
                        Panel.figure(figure(scores.pinball())),
                        Panel.figure(percent(scores.coverage())),
                        Panel.figure(figure(scores.meanWidth())));
    }

    /** {@return three significant digits, or a whole number by thousands} */
    private static String figure(double value) {
        return Math.abs(value) >= 1_000 ? Figures.grouped(value, 0) : Numbers.significant(value, 3);
    }

    private static String percent(double share) {
        return Double.isFinite(share) ? Numbers.fixed(100 * share, 1) + " %" : "—";
    }

    private Tag drivers() {
        var rows = view.chosen().drivers().stream()
                .map(driver -> Tag.of("tr")
                        .add(
                                Panel.rowHead(Panel.name(ForecastView.cause(driver, lang))),
                                Panel.figure(figure(driver.effect()))))
                .toList();
        return Panel.table(
                "drivers", say("drivers"), List.of(Panel.head(say("cause")), Panel.headOfFigures(say("effect"))), rows);
    }
}
