package io.negawatt.app.report;

import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.text.Texts;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.jobs.Bills;
import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.optimize.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plan of jobs as one HTML file: what it saves, the jobs on the price and carbon curve beside how they were submitted, the power
 * that they draw together, and for the largest of them why it runs when it does and what a later deadline buys.
 */
public final class JobsReport {
    private static final int MOST_JOBS = 14;

    private final JobsView view;
    private final Lang lang;
    private final Texts texts;
    private final Figures figures;

    private JobsReport(JobsView view, Lang lang) {
        this.view = view;
        this.lang = lang;
        this.texts = Texts.of(lang);
        this.figures = new Figures(lang);
    }

    /** {@return the report as a document} */
    public static String html(JobsView view, Lang preferred) {
        String title = Texts.of(preferred).get("report.jobs.title") + " · negawatt";
        return Document.of(preferred, title, Resources.text("plan.css"), lang -> new JobsReport(view, lang).main());
    }

    private String say(String key, Object... args) {
        return texts.get("report.jobs." + key, args);
    }

    private Tag main() {
        var slots = view.problem().slots();
        var facts = Tag.of("p", "facts")
                .add(Tag.of("span")
                        .text(JobsChart.day(slots.start(), lang) + " – " + JobsChart.day(slots.end(), lang) + " UTC"))
                .add(Tag.of("span")
                        .text(say("jobs", figures.count(view.problem().jobs().size()))))
                .add(Tag.of("span")
                        .text(say(
                                "energy",
                                figures.energyShort(view.plan().totals().energyKwh() * 3.6e6))))
                .add(Tag.of("span").text(say("forecast." + view.forecast().replace('-', '.'))));
        var head = Tag.of("header", "top").add(Tag.of("h1").text(say("title")), facts);
        if (view.isFlat()) {
            head.add(Tag.of("p", "note").text(texts.get("cli.plan.flat")));
        }
        var jobs = largest();
        var grid = Tag.of("div", "grid").add(chart(jobs));
        jobs.stream().findFirst().ifPresent(job -> grid.add(beside(job)));
        grid.add(plans());
        if (!view.plan().shortfalls().isEmpty()) {
            grid.add(shortfalls());
        }
        return Tag.of("main").add(head, kpis(), grid);
    }

    /** {@return the jobs that take most energy, the largest first} */
    private List<Job> largest() {
        return view.problem().jobs().stream()
                .filter(job -> !view.plan().runs(job.id()).isEmpty())
                .sorted((a, b) -> Double.compare(work(b), work(a)))
                .limit(MOST_JOBS)
                .toList();
    }

    private static double work(Job job) {
        return job.powerW() * job.duration().toSeconds();
    }

    private Tag kpis() {
        var goal = view.goal();
        var other = Stream.of(Goal.COST, Goal.CARBON, Goal.MARGINAL)
                .filter(one -> one != goal && view.isKnown(one))
                .findFirst();
        var before = view.asSubmitted().totals();
        var after = view.plan().totals();
        var kpis = Tag.of("section", "kpis").attr("aria-label", say("title"));
        kpis.add(kpi(
                "submitted",
                amount(goal, before.of(goal)),
                other.map(o -> amount(o, before.of(o))).orElse("")));
        kpis.add(kpi(
                "this",
                amount(goal, after.of(goal)),
                other.map(o -> amount(o, after.of(o))).orElse("")));
        kpis.add(saved(goal));
        kpis.add(other.map(this::effect).orElseGet(() -> kpi("late", String.valueOf(late()), say("late.sub"))));
        kpis.add(kpi("hindsight", amount(goal, view.bound()), regret()));
        kpis.add(kpi("peak", figures.power(after.peakW()), say("peak.sub", figures.power(before.peakW()))));
        return kpis;
    }

    private Tag saved(Goal goal) {
        if (goal == Goal.PEAK) {
            double saved =
                    view.asSubmitted().totals().peakW() - view.plan().totals().peakW();
            return kpi("saves", amount(goal, saved), "").attr("class", "kpi hero");
        }
        var saving = view.saving(goal);
        String range = say(
                saving.days() < 2 ? "saves.sub.day" : "saves.sub",
                percent(-saving.share()),
                amount(goal, saving.low()),
                amount(goal, saving.high()));
        return kpi("saves", amount(goal, saving.saved()), range).attr("class", "kpi hero");
    }

    private Tag effect(Goal other) {
        double before = view.asSubmitted().totals().of(other);
        double after = view.plan().totals().of(other);
        String share = before == 0 ? "—" : percent((after - before) / Math.abs(before));
        return kpi("effect." + other.id(), share, amount(other, before) + " → " + amount(other, after));
    }

    private String regret() {
        double bound = view.hindsight().totals().of(view.goal());
        return say("regret", figures.percent(bound == 0 ? 0 : Math.max(0, view.regret()) / Math.abs(bound)));
    }

    private long late() {
        return view.plan().shortfalls().size();
    }

    private static String percent(double share) {
        return (share > 0 ? "+" : "") + Numbers.fixed(100 * share, 1) + " %";
    }

    private String amount(Goal goal, double value) {
        return switch (goal) {
            case CARBON, MARGINAL -> figures.mass(value);
            case COST -> figures.money(value, view.currency());
            case PEAK -> figures.power(value);
        };
    }

    private Tag kpi(String name, String figure, String sub) {
        return Tag.of("div", "kpi")
                .add(Tag.of("span").text(say("kpi." + name)), Tag.of("b").text(figure))
                .add(Tag.of("small").attr("title", sub).text(sub));
    }

    private Tag panel(String name, int columns, String title, String sub) {
        String id = lang.code() + "-jobs-" + name;
        var head = Tag.of("div", "ph").add(Tag.of("h2").attr("id", id).text(title));
        if (!sub.isEmpty()) {
            head.add(Tag.of("p").text(sub));
        }
        return Tag.of("section", "panel c" + columns)
                .attr("aria-labelledby", id)
                .add(head);
    }

    private Tag chart(List<Job> jobs) {
        var legend = Tag.of("div", "legend")
                .add(Tag.of("span").add(Tag.of("i", "key c-compute")).text(say("planned")))
                .add(Tag.of("span").add(Tag.of("i", "ghost-key")).text(say("ghost")))
                .add(Tag.of("span").add(Tag.of("i", "due-key")).text(say("deadline")));
        String id = lang.code() + "-jobs-chart";
        var head = Tag.of("div", "ph").add(Tag.of("h2").attr("id", id).text(say("chart")), legend);
        return Tag.of("section", "panel c9")
                .attr("aria-labelledby", id)
                .add(head, new JobsChart(view, jobs, lang).draw());
    }

    private Tag beside(Job job) {
        var reason = view.reasons().of(job).in(lang);
        var own = view.plan().runs(job.id());
        var rows = Tag.of("dl", "rows");
        for (var goal : List.of(Goal.CARBON, Goal.MARGINAL, Goal.COST)) {
            if (view.isKnown(goal)) {
                String change = amount(goal, of(view.asSubmitted(), job, goal)) + " → "
                        + amount(goal, of(view.plan(), job, goal));
                rows.add(row(texts.get("optimize.goal." + goal.id()), change));
            }
        }
        rows.add(row(say("starts"), JobsChart.hour(own.getFirst().from(), lang)));
        rows.add(row(say("ends"), JobsChart.hour(own.getLast().to(), lang)));
        rows.add(row(say("due"), JobsChart.hour(job.deadline(), lang)));
        rows.add(row(say("pauses"), String.valueOf(own.size() - 1)));
        String sub = Quantities.printDuration(job.duration()) + " · " + figures.power(job.powerW());
        return panel("one", 3, job.id(), sub)
                .add(
                        rows,
                        Tag.of("h2", "later").text(say("later")),
                        Tag.of("p", "note").text(say("later.about")))
                .add(new DeadlineChart(view, job).draw(say("later")))
                .add(Tag.of("p", "note").add(Tag.of("b").text(say("why"))).text(" " + reason));
    }

    private double of(JobPlan plan, Job job, Goal goal) {
        return new Bills(view.problem()).totals(plan.runs(job.id())).of(goal);
    }

    private static Tag row(String name, String value) {
        return Tag.of("div").add(Tag.of("dt").text(name), Tag.of("dd").text(value));
    }

    private Tag plans() {
        var known = Stream.of(Goal.values()).filter(view::isKnown).toList();
        var heads = new ArrayList<Tag>(List.of(Panel.head(texts.get("cli.plan.plan"))));
        known.forEach(goal -> heads.add(Panel.headOfFigures(texts.get("optimize.goal." + goal.id()))));
        heads.add(Panel.headOfFigures(texts.get("cli.plan.reached")));
        heads.add(Panel.headOfFigures(texts.get("cli.plan.late")));
        var rows = new ArrayList<Tag>(List.of(planRow(say("kpi.submitted"), view.asSubmitted(), known)));
        view.rules().forEach(rule -> rows.add(planRow(rule.optimizer(), rule, known)));
        rows.add(planRow(say("kpi.this"), view.plan(), known).attr("class", "total"));
        if (!view.plan().equals(view.hindsight())) {
            rows.add(planRow(say("kpi.hindsight"), view.hindsight(), known));
        }
        return panel("plans", 12, say("plans"), say("plans.about"))
                .add(Panel.table("plans", say("plans"), heads, rows));
    }

    private Tag planRow(String name, JobPlan plan, List<Goal> known) {
        var row = Tag.of("tr").add(Panel.rowHead(Panel.name(name)));
        known.forEach(goal -> row.add(Panel.figure(amount(goal, plan.totals().of(goal)))));
        long late = plan.shortfalls().size();
        return row.add(Panel.figure(figures.percent(view.reachedBy(plan))), Panel.figure(String.valueOf(late)));
    }

    private Tag shortfalls() {
        var list = Tag.of("ul", "plain");
        view.plan().shortfalls().stream()
                .limit(MOST_JOBS)
                .forEach(one -> list.add(Tag.of("li").text(one.cause().in(lang))));
        return panel("short", 12, say("short", view.plan().shortfalls().size()), "")
                .add(list);
    }
}
