package io.negawatt.app.cli;

import io.negawatt.app.report.Sparkline;
import io.negawatt.app.report.TerminalTable;
import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.app.store.SeriesTables;
import io.negawatt.core.text.Numbers;
import io.negawatt.plan.signal.Series;
import io.negawatt.plan.signal.SeriesFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code negawatt signal show}: each column of a series file with its range, its gaps and the curve of its last two days. */
@Command(name = "show")
final class SignalShowCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("show", SignalShowCommand::new);
    private static final int SHOWN = 48;

    private final Session session;

    @Parameters(paramLabel = "FILE", descriptionKey = "param.FILE")
    private Path file = Path.of("");

    SignalShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var table = SeriesTables.read(file, SeriesFile.Form.PLAIN);
        var rows = new TerminalTable(
                Column.words(session.text("cli.signal.column")),
                Column.figures(session.text("cli.signal.least")),
                Column.figures(session.text("cli.signal.mean")),
                Column.figures(session.text("cli.signal.most")),
                Column.figures(session.text("cli.signal.missing")),
                Column.words(session.text("cli.signal.last")));
        for (String column : table.columns()) {
            if (!column.equals("source") && !column.equals("basis") && !column.equals("fetched")) {
                row(rows, column + " " + table.unit(column), table.column(column));
            }
        }
        rows.lines(session.width()).forEach(session.out()::println);
        return 0;
    }

    private static void row(TerminalTable rows, String name, Series series) {
        var all = Arrays.stream(series.toArray())
                .filter(value -> !Double.isNaN(value))
                .summaryStatistics();
        var last = series.slice(Math.max(0, series.size() - SHOWN), series.size());
        rows.row(
                name.strip(),
                Numbers.significant(all.getMin(), 3),
                Numbers.significant(all.getCount() == 0 ? Double.NaN : all.getAverage(), 3),
                Numbers.significant(all.getMax(), 3),
                String.valueOf(series.gaps()),
                Sparkline.of(Arrays.stream(last.toArray()).boxed().toList()));
    }
}
