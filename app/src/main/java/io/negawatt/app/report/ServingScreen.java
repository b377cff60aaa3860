package io.negawatt.app.report;

import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.text.Texts;
import io.negawatt.core.units.Interval;
import io.negawatt.plan.advise.ArrivalTrace;
import io.negawatt.plan.advise.ServingChoice;
import io.negawatt.plan.advise.ServingOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The choice of what to serve a model on, for a terminal and for machines. */
public final class ServingScreen {
    private static final double MS = 1000;
    private static final double PERCENT = 100;
    private static final double HOUR_S = 3600;

    private final Lang lang;
    private final ArrivalTrace trace;
    private final ServingChoice choice;

    public ServingScreen(Lang lang, ArrivalTrace trace, ServingChoice choice) {
        this.lang = lang;
        this.trace = trace;
        this.choice = choice;
    }

    /** {@return the load, the frontier with the choice marked, and the choice in a sentence} */
    public List<String> lines(int width) {
        var lines = new ArrayList<String>();
        lines.add(text(
                "load",
                trace.requests().size(),
                Numbers.significant(trace.lengthS() / HOUR_S, 3),
                Numbers.significant(trace.meanInput(), 3),
                Numbers.significant(trace.meanOutput(), 3)));
        lines.add("");
        lines.addAll(table().lines(width));
        lines.add("");
        var best = choice.best();
        lines.add(best.map(this::chosen).orElseGet(this::none));
        return lines;
    }

    private TerminalTable table() {
        var table = new TerminalTable(
                Column.words(""),
                Column.words(text("where")),
                Column.figures(text("batch")),
                Column.figures(text("energy")),
                Column.figures(text("time")),
                Column.figures(text("late")),
                Column.figures(text("wait")));
        for (var option : choice.frontier()) {
            table.row(
                    choice.best().filter(option::equals).isPresent() ? "→" : choice.keeps(option) ? "✓" : "",
                    where(option),
                    String.valueOf(option.batch()),
                    Numbers.significant(option.joulesPerToken().mid(), 3) + " J "
                            + option.joulesPerToken().spread(),
                    ms(option.tokenS()),
                    ms(option.lateS()),
                    ms(option.waitS()));
        }
        return table;
    }

    private String chosen(ServingOption best) {
        var wish = choice.wish();
        return text(
                "chosen",
                where(best),
                best.batch(),
                Numbers.significant(best.joulesPerToken().mid(), 3) + " J",
                Numbers.fixed(wish.share() * PERCENT, 0) + " %",
                ms(best.lateS()),
                ms(wish.tokenS()));
    }

    private String none() {
        double fastestS = choice.options().stream()
                .mapToDouble(ServingOption::lateS)
                .min()
                .orElse(Double.NaN);
        return text(
                "none", ms(choice.wish().tokenS()), ms(fastestS), choice.wish().mostGpus());
    }

    private static String where(ServingOption option) {
        var d = option.estimate().deployment();
        return "%d × (%d × %s)"
                .formatted(option.replicas(), d.gpus(), d.device().names().en());
    }

    /** {@return the choice, the frontier and every way that was played, as JSON} */
    public byte[] json() {
        var document = new LinkedHashMap<String, Object>();
        document.put("schema", "negawatt.advice.serving/1");
        document.put("requests", trace.requests().size());
        document.put("length_s", trace.lengthS());
        document.put("wish_ms", choice.wish().tokenS() * MS);
        document.put("share", choice.wish().share());
        document.put("longest_wait_s", choice.wish().waitS());
        choice.best().ifPresent(best -> document.put("chosen", figures(best)));
        document.put("frontier", choice.frontier().stream().map(this::figures).toList());
        document.put("options", choice.options().stream().map(this::figures).toList());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    }

    private Map<String, Object> figures(ServingOption option) {
        var d = option.estimate().deployment();
        var figures = new LinkedHashMap<String, Object>();
        figures.put("gpu", d.device().id());
        figures.put("replicas", option.replicas());
        figures.put("gpus_per_replica", d.gpus());
        figures.put("tensor_parallel", d.tensorParallel());
        figures.put("expert_parallel", d.expertParallel());
        figures.put("max_num_seqs", option.batch());
        figures.put("weight_precision", d.precision().id());
        figures.put("system_energy_per_token_joules", range(option.joulesPerToken()));
        figures.put("energy_per_token_joules", range(option.deviceJoulesPerToken()));
        figures.put("time_per_token_ms", option.tokenS() * MS);
        figures.put("time_per_token_high_ms", option.lateS() * MS);
        figures.put("wait_s", option.waitS());
        figures.put("keeps_wish", choice.keeps(option));
        figures.put("basis", option.estimate().basis());
        return figures;
    }

    private static Map<String, Double> range(Interval value) {
        var range = new LinkedHashMap<String, Double>();
        range.put("low", value.low());
        range.put("mid", value.mid());
        range.put("high", value.high());
        return range;
    }

    private static String ms(double seconds) {
        return Numbers.significant(seconds * MS, 3) + " ms";
    }

    private String text(String key, Object... args) {
        return Texts.of(lang).get("cli.advise.serving." + key, args);
    }
}
