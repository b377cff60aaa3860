package io.negawatt.app.cli;

import io.negawatt.app.report.ForecastView;
import io.negawatt.app.report.Sparkline;
import io.negawatt.app.report.TerminalTable;
import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.core.text.Numbers;
import io.negawatt.plan.forecast.Backtest;
import io.negawatt.plan.forecast.Quantiles;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Consumer;

/** A forecast on the terminal: the curve to come, its range, how good such forecasts were, and what drove it. */
final class ForecastScreen {
    private static final int MOST_ROWS = 24;
    private static final int MOST_DRIVERS = 5;

    private final Session session;
    private final ForecastView view;

    ForecastScreen(Session session, ForecastView view) {
        this.session = session;
        this.view = view;
    }

    void print() {
        Consumer<String> out = session.out()::println;
        var last = view.last();
        out.accept(session.text(
                "cli.forecast.head",
                view.column(),
                view.time(last.issued()),
                view.chosen().id(),
                view.unit()));
        out.accept(Sparkline.of(Arrays.stream(last.points()).boxed().toList()));
        rows(last).lines(session.width()).forEach(out);
        if (last.values().length > MOST_ROWS) {
            out.accept(session.text("cli.forecast.more", last.values().length - MOST_ROWS));
        }
        out.accept("");
        out.accept(session.text(
                "cli.forecast.test",
                view.scored().size(),
                view.chosen().scores().count()));
        scores().lines(session.width()).forEach(out);
        out.accept(view.test().reason().in(session.lang()));
        view.test().skipped().forEach((id, why) -> session.err().println(id + ": " + why.in(session.lang())));
        out.accept("");
        drivers().lines(session.width()).forEach(out);
    }

    private TerminalTable rows(Quantiles issue) {
        var table = new TerminalTable(
                Column.words(session.text("cli.forecast.target")),
                Column.figures("5 %"),
                Column.figures("25 %"),
                Column.figures("50 %"),
                Column.figures("75 %"),
                Column.figures("95 %"));
        for (int step = 0; step < Math.min(MOST_ROWS, issue.values().length); step++) {
            double[] range = issue.values()[step];
            table.row(
                    view.time(view.target(issue, step)).toString(),
                    figure(range[Quantiles.LOW]),
                    figure(range[2]),
                    figure(range[Quantiles.MIDDLE]),
                    figure(range[4]),
                    figure(range[Quantiles.HIGH]));
        }
        return table;
    }

    private TerminalTable scores() {
        var table = new TerminalTable(
                Column.words(session.text("cli.forecast.forecaster")),
                Column.figures("MAE"),
                Column.figures("MAPE"),
                Column.figures("WAPE"),
                Column.figures("MASE"),
                Column.figures("rMAE"),
                Column.figures(session.text("cli.forecast.pinball")),
                Column.figures(session.text("cli.forecast.coverage")),
                Column.figures(session.text("cli.forecast.worstMonth")));
        view.test().results().stream()
                .sorted(Comparator.comparingDouble(result -> result.scores().pinball()))
                .forEach(result -> row(table, result));
        return table;
    }

    private static void row(TerminalTable table, Backtest.Result result) {
        var scores = result.scores();
        table.row(
                result.id(),
                figure(scores.mae()),
                percent(scores.mape()),
                percent(scores.wape()),
                figure(scores.mase()),
                figure(scores.relativeMae()),
                figure(scores.pinball()),
                percent(scores.coverage()),
                percent(scores.leastMonthlyCoverage()));
    }

    private TerminalTable drivers() {
        var table = new TerminalTable(
                Column.words(session.text("cli.forecast.driver")),
                Column.figures(session.text("cli.forecast.effect", view.unit())));
        view.chosen().drivers().stream()
                .limit(MOST_DRIVERS)
                .forEach(driver -> table.row(ForecastView.cause(driver, session.lang()), figure(driver.effect())));
        return table;
    }

    private static String figure(double value) {
        return Numbers.significant(value, 3);
    }

    private static String percent(double share) {
        return Double.isFinite(share) ? Numbers.fixed(100 * share, 1) + " %" : "—";
    }
}
