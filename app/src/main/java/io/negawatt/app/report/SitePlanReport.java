package io.negawatt.app.report;

import io.negawatt.app.report.SitePlanChart.Curve;
import io.negawatt.app.report.SitePlanChart.Limit;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.text.Texts;
import io.negawatt.plan.operate.CarbonPrice;
import io.negawatt.plan.operate.SiteOutcome;
import io.negawatt.plan.operate.SiteReasons;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan of a site as one HTML file: price and carbon, the import against the contract, the state of the battery, jobs as they
 * are planned beside as they were submitted, what else could have been done, and what stands in the way.
 */
public final class SitePlanReport implements Page {
    private static final double W_PER_KW = 1000;
    private static final String STYLE = ".plot-box{padding-left:146px}.job-name{fill:var(--ink);font-weight:540}\n";

    private static final int MOST_JOBS = 40;

    private final SitePlanView view;
    private final Lang lang;
    private final SitePlanChart chart;

    private SitePlanReport(SitePlanView view, Lang lang) {
        this.view = view;
        this.lang = lang;
        var real = view.real();
        this.chart = new SitePlanChart(real.start(), real.stepS(), real.slots(), real.zone());
    }

    /** {@return the report as a document that shows {@code preferred} first} */
    public static String html(SitePlanView view, Lang preferred) {
        return Document.of(
                preferred, view.name() + " · negawatt", STYLE, lang -> new SitePlanReport(view, lang).main());
    }

    @Override
    public Lang lang() {
        return lang;
    }

    @Override
    public String say(String key, Object... args) {
        return Texts.of(lang).get("report.site." + key, args);
    }

    private Tag main() {
        var real = view.real();
        var facts = Tag.of("p", "facts")
                .add(Tag.of("span").text(figures().when(real.timeOf(0), real.zone())))
                .add(Tag.of("span").text(figures().duration(real.slots() * real.stepS())))
                .add(Tag.of("span")
                        .text(view.stance()
                                .map(stance -> Texts.of(lang).get("cli.plan.site.stance." + stance.id()))
                                .orElse(say("known"))));
        var head = Tag.of("header", "top").add(Tag.of("h1").add(Panel.name(view.name())), facts);
        var grid = Tag.of("div", "grid").add(Panel.withLegend(this, "power", legend(), price(), power(), battery()));
        if (!real.jobs().isEmpty()) {
            grid.add(Panel.of(this, "jobs", 12, say("jobs.about"), new SiteJobsChart(this, view, chart).draw()));
        }
        grid.add(Panel.of(this, "why", 12, "", why()));
        grid.add(Panel.of(this, "outcomes", 12, say("outcomes.about"), outcomes()));
        grid.add(Panel.of(this, "remarks", 12, "", remarks()));
        return Tag.of("main").add(head, kpis(), grid);
    }

    private String money(double amount) {
        return figures().money(amount, view.currency());
    }

    private Tag kpis() {
        var verified = view.verified();
        var saving = verified.saving();
        double before = view.resting().cost();
        String share = before == 0 ? "" : figures().percent(saving.cost().mid() / Math.abs(before));
        double contractW = view.real().site().grid().contractW();
        double peakW = verified.realized().peakW();
        String contract = Double.isInfinite(contractW)
                ? say("kpi.noContract", figures().power(view.resting().peakW()))
                : say(peakW <= contractW ? "kpi.under" : "kpi.over", figures().power(contractW));
        String regret =
                view.stance().isEmpty() ? say("known") : say("kpi.regret", money(Math.max(0, verified.regret())));
        var free = verified.realized().carbonFree();
        return Tag.of("section", "kpis")
                .attr("aria-label", say("kpi.title"))
                .add(
                        kpi("kpi", "resting", money(before), carbon(view.resting())),
                        kpi("kpi", "plan", money(verified.realized().cost()), carbon(verified.realized())),
                        kpi(
                                "kpi hero",
                                "saves",
                                money(saving.cost().mid()),
                                say(
                                        "kpi.ninety",
                                        share,
                                        money(saving.cost().low()),
                                        money(saving.cost().high()))),
                        kpi("kpi", "bound", money(verified.bound()), regret),
                        kpi("kpi", "peak", figures().power(peakW), contract),
                        kpi(
                                "kpi",
                                "free",
                                figures().percent(free.score()),
                                say("kpi.renewable", figures().percent(free.renewableShare()))));
    }

    private String carbon(SiteOutcome outcome) {
        if (outcome.averageG().isEmpty()) {
            return "";
        }
        String average = figures().mass(outcome.averageG().getAsDouble()) + " CO₂";
        return outcome.marginalG().isEmpty()
                ? average
                : say("kpi.both", average, figures().mass(outcome.marginalG().getAsDouble()));
    }

    private Tag kpi(String classes, String name, String figure, String sub) {
        return Tag.of("div", classes)
                .add(
                        Tag.of("span").text(say("kpi." + name)),
                        Tag.of("b").text(figure),
                        Tag.of("small").text(sub));
    }

    private Tag legend() {
        var legend = Tag.of("div", "legend");
        List.of("c-total import", "c-soft resting", "c-part stored").forEach(entry -> {
            var parts = entry.split(" ");
            legend.add(Tag.of("span").add(Tag.of("i", "key " + parts[0])).text(say("legend." + parts[1])));
        });
        return legend;
    }

    private Tag price() {
        var real = view.real();
        return chart.draw(
                say("price"),
                view.currency() + "/kWh",
                "90px",
                List.of(new Curve("c-total", false, slot -> real.actual().buyPerKwh()[slot])),
                List.of());
    }

    private Tag power() {
        var plan = view.verified().realized().track();
        var resting = view.resting().track();
        double contractW = view.real().site().grid().contractW();
        var limits = new ArrayList<Limit>();
        if (Double.isFinite(contractW)) {
            limits.add(new Limit(contractW / W_PER_KW, say("contract", Terse.three(contractW / W_PER_KW))));
        }
        return chart.draw(
                say("import"),
                "kW",
                "210px",
                List.of(
                        new Curve("c-soft", false, slot -> (resting.importW(slot) - resting.exportW(slot)) / W_PER_KW),
                        new Curve("c-total", true, slot -> (plan.importW(slot) - plan.exportW(slot)) / W_PER_KW)),
                limits);
    }

    private Tag battery() {
        double capacityJ = view.real().site().battery().capacityJ();
        if (capacityJ == 0) {
            return Tag.of("p", "note").text(say("noBattery"));
        }
        var plan = view.verified().realized().track();
        return chart.draw(
                say("stored"),
                "%",
                "110px",
                List.of(new Curve("c-part", true, slot -> 100 * plan.storedJ(slot) / capacityJ)),
                List.of());
    }

    private Tag outcomes() {
        var heads = new ArrayList<Tag>();
        heads.add(Panel.head(""));
        List.of("cost", "energy", "demand", "wear", "peak", "average", "marginal")
                .forEach(name -> heads.add(Panel.headOfFigures(Texts.of(lang).get("cli.plan.site." + name))));
        var rows = new ArrayList<Tag>();
        view.outcomes().forEach(outcome -> rows.add(row(outcome)));
        var bound = Tag.of("tr")
                .add(
                        Panel.rowHead(Panel.name(Texts.of(lang).get("cli.plan.site.outcome.bound"))),
                        Panel.figure(money(view.verified().bound())));
        for (int i = 0; i < 6; i++) {
            bound.add(Panel.figure(""));
        }
        rows.add(bound);
        return Panel.table("outcomes", say("outcomes.title"), heads, rows);
    }

    private Tag row(SiteOutcome outcome) {
        return Tag.of("tr")
                .add(
                        Panel.rowHead(Panel.name(Texts.of(lang).get(SitePlanView.key(outcome)))),
                        Panel.figure(money(outcome.cost())),
                        Panel.figure(money(outcome.energyCost())),
                        Panel.figure(money(outcome.demandCost())),
                        Panel.figure(money(outcome.wearCost())),
                        Panel.figure(figures().power(outcome.peakW())),
                        Panel.figure(
                                outcome.averageG().isPresent()
                                        ? figures().mass(outcome.averageG().getAsDouble())
                                        : "—"),
                        Panel.figure(
                                outcome.marginalG().isPresent()
                                        ? figures().mass(outcome.marginalG().getAsDouble())
                                        : "—"));
    }

    private Tag why() {
        var reasons = new SiteReasons(view.verified());
        var list = Tag.of("ul", "plain");
        var jobs = view.real().jobs();
        for (int index = 0; index < Math.min(MOST_JOBS, jobs.size()); index++) {
            list.add(Tag.of("li")
                    .add(
                            Panel.name(jobs.get(index).id()),
                            Tag.of("span").text(" " + reasons.of(index).in(lang))));
        }
        reasons.battery().ifPresent(battery -> list.add(Tag.of("li").text(battery.in(lang))));
        return list;
    }

    private Tag remarks() {
        var list = Tag.of("ul", "plain");
        view.remarks().forEach(remark -> list.add(Tag.of("li").text(remark.in(lang))));
        String gap = Numbers.significant(100 * view.verified().boundGap(), 2) + " %";
        list.add(Tag.of("li").text(say(view.verified().price().equals(CarbonPrice.NONE) ? "gap" : "gap.goals", gap)));
        list.add(Tag.of("li").text(say("method", view.verified().saving().days())));
        return list;
    }
}
