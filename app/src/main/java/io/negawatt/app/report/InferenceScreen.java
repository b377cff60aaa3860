package io.negawatt.app.report;

import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.core.estimate.Advice;
import io.negawatt.core.estimate.Deployment;
import io.negawatt.core.estimate.InferenceEstimate;
import io.negawatt.core.estimate.InferenceEstimator;
import io.negawatt.core.estimate.ServingSystem;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.text.Texts;
import io.negawatt.core.units.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An estimate of inference for a terminal and for machines. */
public final class InferenceScreen {
    private static final double MS = 1000;
    private static final int MOST_ROWS = 12;

    private final Lang lang;
    private final InferenceEstimator estimator;
    private final ServingSystem system;

    public InferenceScreen(Lang lang, InferenceEstimator estimator, ServingSystem system) {
        this.lang = lang;
        this.estimator = estimator;
        this.system = system;
    }

    /** {@return the estimate of one deployment, and what to measure to make it surer} */
    public List<String> lines(Deployment deployment, int width) {
        var e = estimator.estimate(deployment);
        var table = new TerminalTable(Column.words(""), Column.figures(""), Column.words(""));
        row(table, "token", joules(e.joulesPerToken()), e.joulesPerToken());
        row(table, "request", joules(e.joulesPerRequest()), e.joulesPerRequest());
        table.row(text("prefill"), joules(e.joulesPerRequest().times(e.prefillShare())), "");
        table.row(text("decode"), joules(e.joulesPerRequest().times(1 - e.prefillShare())), "");
        var site = system.joulesPerToken(e);
        row(table, "system", joules(site), site);
        row(table, "time", ms(e.tokenS().mid()), e.tokenS().times(MS));
        table.row(text("wish"), ms(e.wishS()), "");
        table.row(text("gap"), ms(e.gapS()), "");
        table.row(text("throughput"), Numbers.significant(e.tokensPerS(), 3) + " /s", "");
        table.row(text("batch"), Numbers.significant(e.batch(), 3), "");
        table.row(text("power"), Numbers.significant(e.wattsPerDevice(), 3) + " W", "");
        var lines = new ArrayList<>(table.lines(width));
        lines.add(basis(e));
        lines.add(text("measure", batches(new Advice(estimator).worthMeasuring(deployment))));
        return lines;
    }

    /** {@return the deployments that keep a wish, the one of least energy first} */
    public List<String> choice(Deployment deployment, double wishS, int width) {
        var frontier = new Advice(estimator).frontier(deployment);
        var best = Advice.leastEnergy(frontier, wishS).orElseThrow(() -> none(frontier, wishS));
        var table = new TerminalTable(
                Column.figures(text("gpus")),
                Column.figures(text("batch")),
                Column.figures(text("token")),
                Column.figures(text("time")),
                Column.figures(text("wish")));
        frontier.stream()
                .filter(e -> e.wishS() <= wishS)
                .sorted(Comparator.comparingDouble(e -> e.joulesPerToken().mid()))
                .limit(MOST_ROWS)
                .forEach(e -> table.row(
                        String.valueOf(e.deployment().gpus()),
                        Numbers.significant(e.deployment().maxSequences(), 3),
                        joules(e.joulesPerToken()),
                        ms(e.tokenS().mid()),
                        ms(e.wishS())));
        var lines = new ArrayList<>(table.lines(width));
        lines.add(text(
                "best",
                best.deployment().gpus(),
                Numbers.fixed(best.deployment().maxSequences(), 0)));
        return lines;
    }

    private static BadInputException none(List<InferenceEstimate> frontier, double wishS) {
        double fastestS =
                frontier.stream().mapToDouble(InferenceEstimate::wishS).min().orElse(Double.POSITIVE_INFINITY);
        return BadInputException.of("cli.estimate.infer.noChoice", ms(wishS), ms(fastestS));
    }

    /** {@return the estimate and the batch curve as a tree of names and figures} */
    public Map<String, Object> json(Deployment deployment) {
        var advice = new Advice(estimator);
        var document = new LinkedHashMap<String, Object>();
        document.put("schema", "negawatt.estimate.infer/1");
        document.putAll(figures(estimator.estimate(deployment)));
        document.put("worth_measuring", advice.worthMeasuring(deployment));
        document.put(
                "curve", advice.curve(deployment).stream().map(this::figures).toList());
        return document;
    }

    private Map<String, Object> figures(InferenceEstimate e) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("model", e.deployment().model().id());
        figures.put("gpu", e.deployment().device().id());
        figures.put("num_gpus", e.deployment().gpus());
        figures.put("max_num_seqs", e.deployment().maxSequences());
        figures.put("batch", e.batch());
        figures.put("energy_per_token_joules", EstimateTree.range(e.joulesPerToken()));
        figures.put("energy_per_request_joules", EstimateTree.range(e.joulesPerRequest()));
        figures.put("prefill_share", e.prefillShare());
        figures.put("system_energy_per_token_joules", EstimateTree.range(system.joulesPerToken(e)));
        figures.put("mean_tpot_ms", EstimateTree.range(e.tokenS().times(MS)));
        figures.put("mean_tpot_wish_ms", e.wishS() * MS);
        figures.put("median_itl_ms", e.gapS() * MS);
        figures.put("tokens_per_s", e.tokensPerS());
        figures.put("power_per_gpu_watts", e.wattsPerDevice());
        figures.put("basis", e.basis());
        return figures;
    }

    private void row(TerminalTable table, String key, String figure, Interval interval) {
        table.row(text(key), figure, interval.spread().toString());
    }

    private String basis(InferenceEstimate e) {
        var kin =
                Texts.of(lang).get("estimate.kinship." + e.standing().kinship().id());
        String sentence = text("basis", kin);
        sentence += e.standing().inside() ? "" : " " + text("outside");
        return e.measured() ? sentence + " " + text("measured") : sentence;
    }

    private static String batches(List<Double> batches) {
        return batches.stream().map(batch -> Numbers.fixed(batch, 0)).collect(Collectors.joining(", "));
    }

    private static String joules(Interval joules) {
        return Numbers.significant(joules.mid(), 3) + " J";
    }

    private static String ms(double seconds) {
        return Numbers.significant(seconds * MS, 3) + " ms";
    }

    private String text(String key, Object... args) {
        return Texts.of(lang).get("cli.estimate.infer." + key, args);
    }
}
