package io.negawatt.app.cli;

import io.negawatt.app.report.Figures;
import io.negawatt.app.report.JobsView;
import io.negawatt.app.report.Sparkline;
import io.negawatt.app.report.TerminalTable;
import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.Run;
import io.negawatt.plan.jobs.Saving;
import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.optimize.Totals;
import io.negawatt.plan.schedule.Front;
import io.negawatt.plan.schedule.Neighbors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A plan of jobs on the terminal: what it saves and against what, when each job runs and why, what cannot be met. */
final class PlanJobsScreen {
    private static final int MOST_JOBS = 12;
    private static final int MOST_SHORTFALLS = 10;
    private static final int POINTS = 24;
    private static final int FRONT_STEPS = 8;

    private final Session session;
    private final JobsView view;
    private final Figures figures;

    PlanJobsScreen(Session session, JobsView view) {
        this.session = session;
        this.view = view;
        this.figures = new Figures(session.lang());
    }

    void print(boolean withFront) {
        Consumer<String> out = session.out()::println;
        head(out);
        out.accept("");
        plans().lines(session.width()).forEach(out);
        out.accept("");
        summary(out);
        out.accept("");
        jobs().lines(session.width()).forEach(out);
        int more = view.problem().jobs().size() - MOST_JOBS;
        if (more > 0) {
            out.accept(session.text("cli.plan.more", more));
        }
        later(out);
        shortfalls(out);
        view.plan().notes().forEach(note -> out.accept(note.in(session.lang())));
        if (withFront) {
            out.accept("");
            front().lines(session.width()).forEach(out);
        }
    }

    private void head(Consumer<String> out) {
        out.accept(session.text(
                "cli.plan.head",
                view.problem().jobs().size(),
                Numbers.significant(view.plan().totals().energyKwh(), 4),
                view.problem().slots().start(),
                view.problem().slots().end(),
                Quantities.printDuration(view.problem().slots().step())));
        if (view.isFlat()) {
            out.accept(session.text("cli.plan.flat"));
        }
    }

    private Stream<Goal> known() {
        return Stream.of(Goal.values()).filter(view::isKnown);
    }

    private TerminalTable plans() {
        var columns = new ArrayList<Column>(List.of(Column.words(session.text("cli.plan.plan"))));
        known().forEach(goal -> columns.add(Column.figures(session.text("optimize.goal." + goal.id()))));
        columns.add(Column.figures(session.text("cli.plan.reached")));
        columns.add(Column.figures(session.text("cli.plan.late")));
        var table = new TerminalTable(columns.toArray(Column[]::new));
        row(table, session.text("cli.plan.submitted"), view.asSubmitted());
        view.rules().forEach(rule -> row(table, rule.optimizer(), rule));
        row(table, session.text("cli.plan.this"), view.plan());
        if (!view.plan().equals(view.hindsight())) {
            row(table, session.text("cli.plan.hindsight"), view.hindsight());
        }
        return table;
    }

    private void row(TerminalTable table, String name, JobPlan plan) {
        var cells = new ArrayList<String>(List.of(name));
        known().forEach(goal -> cells.add(amount(goal, plan.totals())));
        cells.add(figures.percent(view.reachedBy(plan)));
        cells.add(String.valueOf(PlanJobsFiles.late(plan)));
        table.row(cells.toArray(String[]::new));
    }

    private String amount(Goal goal, Totals totals) {
        return amount(goal, totals.of(goal));
    }

    private String amount(Goal goal, double value) {
        return switch (goal) {
            case CARBON, MARGINAL -> figures.mass(value);
            case COST -> figures.money(value, view.currency());
            case PEAK -> figures.power(value);
        };
    }

    private void summary(Consumer<String> out) {
        var goal = view.goal();
        var before = view.asSubmitted().totals();
        out.accept(session.text(
                "cli.plan.summary",
                amount(goal, before),
                amount(goal, view.plan().totals()),
                amount(goal, view.bound()),
                gap(),
                amount(goal, Math.max(0, view.regret())),
                amount(goal, before.of(goal) - view.plan().totals().of(goal))));
        known().filter(one -> one != Goal.PEAK).map(view::saving).forEach(saving -> out.accept(saving(saving)));
    }

    /** Jobs of a single day share their weather, and tell nothing of other days. */
    private String saving(Saving saving) {
        return session.text(
                saving.days() < 2 ? "cli.plan.saving.day" : "cli.plan.saving",
                session.text("optimize.goal." + saving.goal().id()),
                amount(saving.goal(), saving.saved()),
                figures.percent(saving.share()),
                amount(saving.goal(), saving.low()),
                amount(saving.goal(), saving.high()));
    }

    private String gap() {
        double gap = view.hindsight().gap();
        return Double.isInfinite(gap) ? "—" : gap == 0 ? "0 %" : figures.percent(gap);
    }

    private TerminalTable jobs() {
        var table = new TerminalTable(
                Column.words(session.text("cli.plan.job")),
                Column.words(session.text("cli.plan.from")),
                Column.words(session.text("cli.plan.to")),
                Column.figures(session.text("cli.plan.pauses")),
                Column.words(session.text("cli.plan.why")));
        var reasons = view.reasons();
        for (var job : view.problem().jobs().stream().limit(MOST_JOBS).toList()) {
            var runs = view.plan().runs(job.id());
            table.row(
                    job.id(),
                    runs.isEmpty() ? "—" : runs.getFirst().from().toString(),
                    runs.isEmpty() ? "—" : runs.getLast().to().toString(),
                    String.valueOf(pauses(runs)),
                    reasons.of(job).in(session.lang()));
        }
        return table;
    }

    private static long pauses(List<Run> runs) {
        long pauses = 0;
        for (int i = 1; i < runs.size(); i++) {
            pauses += runs.get(i).from().equals(runs.get(i - 1).to()) ? 0 : 1;
        }
        return pauses;
    }

    /** What a later deadline buys the job that takes most energy. */
    private void later(Consumer<String> out) {
        var largest = view.problem().jobs().stream()
                .filter(job -> !view.plan().runs(job.id()).isEmpty())
                .max((a, b) -> Double.compare(work(a), work(b)));
        largest.ifPresent(job -> {
            var longest = Duration.between(job.release(), job.deadline()).multipliedBy(2);
            var curve = view.neighbors().deadlines(job, longest, POINTS);
            if (curve.size() > 1) {
                out.accept("");
                later(out, job, curve);
            }
        });
    }

    private void later(Consumer<String> out, Job job, List<Neighbors.Due> curve) {
        double now = curve.getFirst().score();
        var saved = curve.stream()
                .map(due -> now == 0 ? 0 : (now - due.score()) / Math.abs(now))
                .toList();
        out.accept(session.text(
                "cli.plan.later",
                job.id(),
                hours(curve.getFirst().afterRelease()),
                hours(curve.getLast().afterRelease()),
                Sparkline.of(saved.stream().map(share -> 100 * share).toList()),
                figures.percent(saved.getLast())));
    }

    private static double work(Job job) {
        return job.powerW() * job.duration().toSeconds();
    }

    private static String hours(Duration time) {
        return Numbers.significant(time.toMinutes() / 60.0, 3);
    }

    private void shortfalls(Consumer<String> out) {
        var all = view.plan().shortfalls();
        if (!all.isEmpty()) {
            out.accept("");
            out.accept(session.text("cli.plan.short", PlanJobsFiles.late(view.plan())));
            all.stream()
                    .limit(MOST_SHORTFALLS)
                    .forEach(one -> out.accept("  " + one.cause().in(session.lang())));
            if (all.size() > MOST_SHORTFALLS) {
                out.accept(session.text("cli.plan.more", all.size() - MOST_SHORTFALLS));
            }
        }
    }

    private TerminalTable front() {
        var second = known().filter(goal -> goal != view.goal()).findFirst().orElse(Goal.PEAK);
        var table = new TerminalTable(
                Column.words(session.text("cli.plan.front")),
                Column.figures(session.text("optimize.goal." + view.goal().id())),
                Column.figures(session.text("optimize.goal." + second.id())));
        for (var point : Front.of(view.problem(), view.goal(), second, FRONT_STEPS)) {
            table.row(
                    "%s=%s,%s=%s"
                            .formatted(
                                    view.goal().id(),
                                    Numbers.fixed(1 - point.share(), 2),
                                    second.id(),
                                    Numbers.fixed(point.share(), 2)),
                    amount(view.goal(), point.plan().totals()),
                    amount(second, point.plan().totals()));
        }
        return table;
    }
}
