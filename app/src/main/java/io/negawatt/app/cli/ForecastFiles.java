package io.negawatt.app.cli;

import io.negawatt.app.report.ForecastView;
import io.negawatt.plan.forecast.Quantiles;
import io.negawatt.plan.forecast.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A forecast for machines: rows as CSV, everything as JSON ({@code negawatt.forecast/1}). */
final class ForecastFiles {
    /** Quantiles of the CSV and their places among the levels. */
    private static final Map<String, Integer> LEVELS = levels();

    private ForecastFiles() {}

    private static Map<String, Integer> levels() {
        var levels = new LinkedHashMap<String, Integer>();
        for (String level : List.of("05", "25", "50", "75", "95")) {
            levels.put("q" + level, Quantiles.LEVELS.indexOf(Integer.parseInt(level) / 100.0));
        }
        return levels;
    }

    static String csv(ForecastView view) {
        var csv = new StringBuilder("issued,target," + String.join(",", LEVELS.keySet()) + ",actual\n");
        for (var issue : view.scored()) {
            for (int step = 0; step < issue.values().length; step++) {
                int target = view.target(issue, step);
                csv.append(view.time(issue.issued())).append(',').append(view.time(target));
                for (int level : LEVELS.values()) {
                    csv.append(',').append(issue.values()[step][level]);
                }
                csv.append(',')
                        .append(view.isKnown(target) ? String.valueOf(view.actual(target)) : "")
                        .append('\n');
            }
        }
        return csv.toString();
    }

    static Map<String, Object> json(ForecastView view) {
        var root = new LinkedHashMap<String, Object>();
        root.put("schema", "negawatt.forecast/1");
        root.put("column", view.column());
        root.put("unit", view.unit());
        root.put("step_s", view.test().source().target().step().toSeconds());
        root.put("chosen", view.chosen().id());
        root.put("reason", view.test().reason().toString());
        var forecasters = new ArrayList<Object>();
        view.test().results().forEach(result -> forecasters.add(scores(result.id(), result.scores())));
        root.put("forecasters", forecasters);
        var skipped = new LinkedHashMap<String, String>();
        view.test().skipped().forEach((id, why) -> skipped.put(id, why.toString()));
        root.put("skipped", skipped);
        root.put("drivers", view.chosen().drivers());
        root.put("forecast", rows(view));
        return root;
    }

    private static Map<String, Object> scores(String id, Scores scores) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", id);
        row.put("count", scores.count());
        put(row, "mae", scores.mae());
        put(row, "mape", scores.mape());
        put(row, "wape", scores.wape());
        put(row, "mase", scores.mase());
        put(row, "relative_mae", scores.relativeMae());
        put(row, "pinball", scores.pinball());
        put(row, "coverage_90", scores.coverage());
        put(row, "coverage_90_worst_month", scores.leastMonthlyCoverage());
        put(row, "mean_width_90", scores.meanWidth());
        put(row, "energy_score", scores.energyScore());
        return row;
    }

    /** A score that has no meaning here, such as MAPE of zeros, is left out. */
    private static void put(Map<String, Object> row, String name, double value) {
        if (Double.isFinite(value)) {
            row.put(name, value);
        }
    }

    private static List<Object> rows(ForecastView view) {
        var issue = view.last();
        var rows = new ArrayList<Object>();
        for (int step = 0; step < issue.values().length; step++) {
            var row = new LinkedHashMap<String, Object>();
            row.put("issued", view.time(issue.issued()).toString());
            row.put("target", view.time(view.target(issue, step)).toString());
            for (var level : LEVELS.entrySet()) {
                row.put(level.getKey(), issue.values()[step][level.getValue()]);
            }
            rows.add(row);
        }
        return rows;
    }
}
