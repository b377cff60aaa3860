package io.negawatt.app.cli;

import io.negawatt.app.report.Figures;
import io.negawatt.app.report.SitePlanView;
import io.negawatt.app.report.TerminalTable;
import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Interval;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.operate.CarbonPrice;
import io.negawatt.plan.operate.SiteGoals;
import io.negawatt.plan.operate.SiteOutcome;
import io.negawatt.plan.operate.SiteReasons;
import io.negawatt.plan.optimize.Goal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** A plan of a site on the terminal: what it saves, beside what else could have been done, and what stands in its way. */
final class PlanSiteScreen {
    private static final int MOST_JOBS = 12;
    private static final int FRONT_STEPS = 8;

    private final Session session;
    private final SitePlanView view;
    private final Figures figures;

    PlanSiteScreen(Session session, SitePlanView view) {
        this.session = session;
        this.view = view;
        this.figures = new Figures(session.lang());
    }

    void print(boolean withFront) {
        Consumer<String> out = session.out()::println;
        var real = view.real();
        out.accept(say(
                "head",
                view.name(),
                real.timeOf(0),
                real.timeOf(real.slots()),
                Quantities.printDuration(Duration.ofMillis(Math.round(real.stepS() * 1000)))));
        out.accept(saving());
        grams().forEach(out);
        out.accept("");
        outcomes().lines(session.width()).forEach(out);
        out.accept("");
        out.accept(bound());
        out.accept(border());
        if (view.verified().realized().carbonFree().freshJ() > 0) {
            out.accept(say(
                    "free",
                    figures.percent(view.verified().realized().carbonFree().score()),
                    figures.percent(view.verified().realized().carbonFree().renewableShare())));
        }
        why(out);
        if (withFront) {
            front(out);
        }
        view.remarks().forEach(remark -> session.err().println(remark.in(session.lang())));
    }

    private String say(String key, Object... args) {
        return session.text("cli.plan.site." + key, args);
    }

    private String saving() {
        var cost = view.verified().saving().cost();
        double before = view.resting().cost();
        String share = before == 0 ? "" : figures.percent(cost.mid() / Math.abs(before));
        String key = view.verified().saving().days() > 1 ? "saves" : "saves.day";
        return say(
                key,
                money(cost.mid()),
                share,
                range(cost),
                view.verified().saving().days());
    }

    /** Average and marginal carbon, one beside the other. */
    private List<String> grams() {
        var saving = view.verified().saving();
        var lines = new ArrayList<String>();
        saving.grams()
                .ifPresent(grams ->
                        lines.add(grams("average", grams, view.resting().averageG())));
        saving.marginalGrams()
                .ifPresent(grams ->
                        lines.add(grams("marginal", grams, view.resting().marginalG())));
        return lines;
    }

    private String grams(String kind, Interval saved, OptionalDouble before) {
        return say(
                "grams",
                say(kind),
                mass(saved.mid()),
                figures.percent(saved.mid() / Math.max(1e-9, Math.abs(before.orElse(0)))),
                mass(saved.low()),
                mass(saved.high()));
    }

    private String mass(double grams) {
        return grams < 0 ? "−" + figures.mass(-grams) : figures.mass(grams);
    }

    private void why(Consumer<String> out) {
        var reasons = new SiteReasons(view.verified());
        var jobs = view.real().jobs();
        for (int index = 0; index < Math.min(MOST_JOBS, jobs.size()); index++) {
            out.accept(say("why", jobs.get(index).id(), reasons.of(index).in(session.lang())));
        }
        reasons.battery().ifPresent(battery -> out.accept(battery.in(session.lang())));
    }

    private void front(Consumer<String> out) {
        var second = view.real().gramsPerKwh().length > 0 ? Goal.CARBON : Goal.MARGINAL;
        if (view.resting().of(second) == 0) {
            throw BadInputException.of("cli.plan.unknownGoal", Goal.CARBON.id());
        }
        out.accept("");
        var table = new TerminalTable(
                Column.figures(say("cost")), Column.figures(say("average")), Column.figures(say("marginal")));
        SiteGoals.front(view.real(), Goal.COST, second, FRONT_STEPS)
                .forEach(point -> table.row(
                        money(point.cost()),
                        point.averageG().isPresent() ? mass(point.averageG().getAsDouble()) : "—",
                        point.marginalG().isPresent() ? mass(point.marginalG().getAsDouble()) : "—"));
        table.lines(session.width()).forEach(out);
    }

    private String range(Interval money) {
        return money(money.low()) + " – " + money(money.high());
    }

    private String money(double amount) {
        return figures.money(amount, view.currency());
    }

    private TerminalTable outcomes() {
        var table = new TerminalTable(
                Column.words(""),
                Column.figures(say("cost")),
                Column.figures(say("energy")),
                Column.figures(say("demand")),
                Column.figures(say("wear")),
                Column.figures(say("peak")),
                Column.figures(say("average")),
                Column.figures(say("marginal")));
        view.outcomes().forEach(outcome -> row(table, outcome));
        table.row(say("outcome.bound"), money(view.verified().bound()), "", "", "", "", "", "");
        return table;
    }

    private void row(TerminalTable table, SiteOutcome outcome) {
        table.row(
                session.text(SitePlanView.key(outcome)),
                money(outcome.cost()),
                money(outcome.energyCost()),
                money(outcome.demandCost()),
                money(outcome.wearCost()),
                figures.power(outcome.peakW()),
                outcome.averageG().isPresent() ? figures.mass(outcome.averageG().getAsDouble()) : "—",
                outcome.marginalG().isPresent()
                        ? figures.mass(outcome.marginalG().getAsDouble())
                        : "—");
    }

    private String bound() {
        var verified = view.verified();
        String gap = Numbers.significant(100 * verified.boundGap(), 2) + " %";
        return view.stance().isPresent()
                ? say(
                        "regret",
                        money(verified.regret()),
                        figures.percent(verified.regret() / Math.max(1e-9, Math.abs(verified.bound()))),
                        session.text(
                                "cli.plan.site.stance." + view.stance().get().id()),
                        gap)
                : say(isCheapest() ? "gap" : "gap.goals", gap);
    }

    private boolean isCheapest() {
        return view.verified().price().equals(CarbonPrice.NONE);
    }

    private String border() {
        double contractW = view.real().site().grid().contractW();
        var realized = view.verified().realized();
        if (Double.isInfinite(contractW)) {
            return say(
                    "peaks",
                    figures.power(realized.peakW()),
                    figures.power(view.resting().peakW()));
        }
        String key = realized.peakW() <= contractW ? "under" : "over";
        return say(key, figures.power(realized.peakW()), figures.power(contractW));
    }
}
