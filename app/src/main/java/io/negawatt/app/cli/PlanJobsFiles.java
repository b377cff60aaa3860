package io.negawatt.app.cli;

import io.negawatt.app.report.JobsView;
import io.negawatt.core.text.Message;
import io.negawatt.plan.jobs.Bills;
import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.Shortfall;
import io.negawatt.plan.optimize.Goal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A plan of jobs for machines: runs as CSV, and everything as JSON ({@code negawatt.plan.jobs/1}). */
final class PlanJobsFiles {
    private PlanJobsFiles() {}

    static String csv(JobsView view) {
        var csv = new StringBuilder("job,from,to,zone,energy_kwh,g,cost\n");
        for (var bill : new Bills(view.problem()).of(view.plan().runs())) {
            var run = bill.run();
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%s,%.6f,%s,%s%n",
                    quoted(run.job()),
                    run.from(),
                    run.to(),
                    quoted(run.zone()),
                    bill.energyKwh(),
                    view.isKnown(Goal.CARBON) ? figure(bill.averageG()) : "",
                    view.isKnown(Goal.COST) ? figure(bill.cost()) : ""));
        }
        return csv.toString().replace("\r", "");
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    static byte[] json(JobsView view) {
        var root = new LinkedHashMap<String, Object>();
        root.put("schema", "negawatt.plan.jobs/1");
        root.put("optimizer", view.hindsight().optimizer());
        root.put("forecast", view.forecast());
        root.put("goal", view.goal().id());
        root.put("slot_s", view.problem().slots().step().toSeconds());
        root.put("summary", summary(view));
        root.put("totals", totals(view, view.plan()));
        var rules = new LinkedHashMap<String, Object>();
        rules.put(view.asSubmitted().optimizer(), totals(view, view.asSubmitted()));
        view.rules().forEach(rule -> rules.put(rule.optimizer(), totals(view, rule)));
        root.put("baselines", rules);
        root.put(
                "shortfalls",
                view.plan().shortfalls().stream().map(PlanJobsFiles::shortfall).toList());
        root.put("notes", view.plan().notes().stream().map(Message::toString).toList());
        root.put("runs", runs(view));
        return bytes(root);
    }

    private static byte[] bytes(Object root) {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /** In units of the goal: g, money or W. */
    private static Map<String, Object> summary(JobsView view) {
        var summary = new LinkedHashMap<String, Object>();
        var goal = view.goal();
        summary.put("baseline", view.asSubmitted().totals().of(goal));
        summary.put("planned", view.plan().totals().of(goal));
        summary.put("bound", view.bound());
        put(summary, "gap", view.hindsight().gap());
        summary.put("regret", view.regret());
        summary.put(
                "saving",
                view.asSubmitted().totals().of(goal) - view.plan().totals().of(goal));
        summary.put("share_of_possible_saving", view.reached());
        summary.put("late", late(view.plan()));
        return summary;
    }

    static long late(JobPlan plan) {
        return plan.shortfalls().stream().map(Shortfall::job).distinct().count();
    }

    private static Map<String, Object> totals(JobsView view, JobPlan plan) {
        var totals = new LinkedHashMap<String, Object>();
        totals.put("energy_kwh", plan.totals().energyKwh());
        if (view.isKnown(Goal.CARBON)) {
            totals.put("carbon_g", plan.totals().averageG());
        }
        if (view.isKnown(Goal.MARGINAL)) {
            totals.put("marginal_g", plan.totals().marginalG());
        }
        if (view.isKnown(Goal.COST)) {
            totals.put("cost", plan.totals().cost());
            totals.put("currency", view.currency());
        }
        totals.put("peak_w", plan.totals().peakW());
        totals.put("late", late(plan));
        return totals;
    }

    private static Map<String, Object> shortfall(Shortfall shortfall) {
        var row = new LinkedHashMap<String, Object>();
        row.put("job", shortfall.job());
        row.put("late_s", shortfall.late().toSeconds());
        row.put("missing_s", shortfall.missing().toSeconds());
        row.put("cause", shortfall.cause().toString());
        return row;
    }

    private static List<Object> runs(JobsView view) {
        var rows = new ArrayList<Object>();
        for (var bill : new Bills(view.problem()).of(view.plan().runs())) {
            var row = new LinkedHashMap<String, Object>();
            row.put("job", bill.run().job());
            row.put("from", bill.run().from().toString());
            row.put("to", bill.run().to().toString());
            row.put("zone", bill.run().zone());
            row.put("devices", bill.run().devices());
            row.put("energy_kwh", bill.energyKwh());
            if (view.isKnown(Goal.CARBON)) {
                row.put("g", bill.averageG());
            }
            if (view.isKnown(Goal.COST)) {
                row.put("cost", bill.cost());
            }
            rows.add(row);
        }
        return rows;
    }

    private static void put(Map<String, Object> row, String name, double value) {
        if (Double.isFinite(value)) {
            row.put(name, value);
        }
    }
}
