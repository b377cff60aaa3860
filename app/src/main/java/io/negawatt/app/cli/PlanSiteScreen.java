package io.negawatt.app.cli;

import io.negawatt.app.report.Figures;
import io.negawatt.app.report.SitePlanView;
import io.negawatt.app.report.TerminalTable;
import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Interval;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.optimize.SiteOutcome;
import java.time.Duration;
import java.util.function.Consumer;

/** A plan of a site on the terminal: what it saves, beside what else could have been done, and what stands in its way. */
final class PlanSiteScreen {
    private final Session session;
    private final SitePlanView view;
    private final Figures figures;

    PlanSiteScreen(Session session, SitePlanView view) {
        this.session = session;
        this.view = view;
        this.figures = new Figures(session.lang());
    }

    void print() {
        Consumer<String> out = session.out()::println;
        var real = view.real();
        out.accept(say(
                "head",
                view.name(),
                real.timeOf(0),
                real.timeOf(real.slots()),
                Quantities.printDuration(Duration.ofMillis(Math.round(real.stepS() * 1000)))));
        out.accept(saving());
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
                : say("gap", gap);
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
