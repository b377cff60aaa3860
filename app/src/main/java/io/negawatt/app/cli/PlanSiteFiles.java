package io.negawatt.app.cli;

import io.negawatt.app.report.SitePlanView;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import io.negawatt.plan.operate.SiteOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A plan of a site for machines: rows as CSV, everything as JSON ({@code negawatt.plan-site/1}). */
final class PlanSiteFiles {
    private static final String HEAD =
            "time,importW,exportW,chargeW,dischargeW,socFraction,loadW,freshW,curtailedW,unservedW,price_per_kwh";

    private PlanSiteFiles() {}

    static String csv(SitePlanView view) {
        var real = view.real();
        var track = view.verified().realized().track();
        double capacityJ = real.site().battery().capacityJ();
        var csv = new StringBuilder(HEAD + "\n");
        for (int slot = 0; slot < track.steps(); slot++) {
            csv.append(real.timeOf(slot));
            for (double figure : List.of(
                    track.importW(slot),
                    track.exportW(slot),
                    track.chargeW(slot),
                    track.dischargeW(slot),
                    capacityJ > 0 ? track.storedJ(slot) / capacityJ : 0,
                    track.loadW(slot),
                    real.actual().freshW()[slot],
                    track.curtailedW(slot),
                    track.unservedW(slot),
                    real.actual().buyPerKwh()[slot])) {
                csv.append(',').append(figure);
            }
            csv.append('\n');
        }
        return csv.toString();
    }

    static byte[] json(SitePlanView view) {
        var verified = view.verified();
        var root = new LinkedHashMap<String, Object>();
        root.put("schema", "negawatt.plan-site/1");
        root.put("site", view.name());
        root.put("currency", view.currency());
        root.put("from", view.real().timeOf(0).toString());
        root.put("to", view.real().timeOf(view.real().slots()).toString());
        root.put("step_s", view.real().stepS());
        root.put("forecast_form", view.stance().map(stance -> stance.id()).orElse("known"));
        root.put("planned", Map.of("cost", verified.plannedCost(), "slots", verified.horizonSlots()));
        root.put("realized", outcome(verified.realized()));
        root.put(
                "baselines",
                verified.baselines().stream().map(PlanSiteFiles::outcome).toList());
        root.put("bound", Map.of("cost", verified.bound(), "gap", verified.boundGap()));
        root.put("regret", verified.regret());
        root.put("saving", saving(view));
        root.put("breaches", texts(verified.breaches()));
        root.put("remarks", texts(view.remarks()));
        root.put("rows", rows(view));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream().map(Message::toString).toList();
    }

    private static Map<String, Object> outcome(SiteOutcome outcome) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", outcome.id());
        row.put("cost", outcome.cost());
        row.put("energy_cost", outcome.energyCost());
        row.put("demand_cost", outcome.demandCost());
        row.put("wear_cost", outcome.wearCost());
        row.put("peak_w", outcome.peakW());
        row.put("stored_end_j", outcome.storedEndJ());
        outcome.averageG().ifPresent(grams -> row.put("average_g", grams));
        outcome.marginalG().ifPresent(grams -> row.put("marginal_g", grams));
        row.put("carbon_free_score", outcome.carbonFree().score());
        row.put("renewable_share", outcome.carbonFree().renewableShare());
        row.put("broken", outcome.broken());
        return row;
    }

    /** The credit of the ledger: how it was got, against what, and how sure it is. */
    private static Map<String, Object> saving(SitePlanView view) {
        var saving = view.verified().saving();
        var row = new LinkedHashMap<String, Object>();
        row.put("method", saving.method());
        row.put("baseline", saving.baseline());
        row.put("days", saving.days());
        row.put("cost", interval(saving.cost()));
        row.put("import_j", interval(saving.importJ()));
        saving.grams().ifPresent(grams -> row.put("average_g", interval(grams)));
        saving.marginalGrams().ifPresent(grams -> row.put("marginal_g", interval(grams)));
        return row;
    }

    private static Map<String, Double> interval(Interval interval) {
        var ends = new LinkedHashMap<String, Double>();
        ends.put("low", interval.low());
        ends.put("mid", interval.mid());
        ends.put("high", interval.high());
        return ends;
    }

    private static List<Object> rows(SitePlanView view) {
        var names = List.of(HEAD.split(","));
        var rows = new ArrayList<Object>();
        csv(view).lines().skip(1).forEach(line -> {
            var cells = line.split(",");
            var row = new LinkedHashMap<String, Object>();
            row.put(names.getFirst(), cells[0]);
            for (int i = 1; i < cells.length; i++) {
                row.put(names.get(i), Double.valueOf(cells[i]));
            }
            rows.add(row);
        });
        return rows;
    }
}
