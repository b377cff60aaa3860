package io.negawatt.app.cli;

import io.negawatt.app.report.Figures;
import io.negawatt.app.report.TerminalTable;
import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.app.store.RunHeader;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.account.Account.Status;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.units.Interval;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code negawatt account list}: the runs of the ledger, the newest first, and their sum. */
@Command(name = "list")
final class AccountListCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("list", AccountListCommand::new);
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Session session;

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--last", paramLabel = "N")
    private @Nullable Integer last;

    AccountListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws StoreException {
        if (last != null && last < 1) {
            throw BadInputException.of("cli.error.last", last);
        }
        var ledger = home.ledger(session);
        Closings.closeInterrupted(ledger, session);
        var listing = ledger.list();
        listing.problems()
                .forEach(problem ->
                        session.err().println("negawatt: " + problem.text().in(session.lang())));
        var runs = last == null
                ? listing.runs()
                : listing.runs().stream().limit(last).toList();
        if (json.isGiven()) {
            json.writeTree(session, document(runs));
        } else if (runs.isEmpty()) {
            session.out().println(session.text("cli.list.empty", ledger.home()));
        } else {
            print(runs);
        }
        return 0;
    }

    private void print(List<RunHeader> runs) {
        var table = new TerminalTable(
                Column.words(session.text("cli.list.run")),
                Column.words(session.text("cli.list.name")),
                Column.words(session.text("cli.list.start")),
                Column.figures(session.text("cli.list.length")),
                Column.figures(session.text("cli.list.energy")),
                Column.words(""),
                Column.figures(session.text("cli.list.cost")),
                Column.figures(session.text("cli.list.carbon")),
                Column.words(session.text("cli.list.exit")));
        var figures = new Figures(session.lang());
        for (var run : runs) {
            table.row(
                    run.id(),
                    run.name(),
                    WHEN.format(run.from().atZone(ZoneId.systemDefault())),
                    figures.duration(run.elapsedS()),
                    figures.energyShort(run.totalJ().mid()),
                    figures.energySpread(run.totalJ()),
                    run.cost()
                            .map(cost -> figures.money(cost.amount().mid(), cost.currency()))
                            .orElse("–"),
                    figures.mass(run.locationG().mid()),
                    exit(run));
        }
        table.lines(session.width()).forEach(session.out()::println);
        var total = runs.stream().map(RunHeader::totalJ).reduce(Interval.ZERO, Interval::plus);
        session.out()
                .println(session.text(
                        "cli.list.total", runs.size(), figures.energyShort(total.mid()), figures.energySpread(total)));
    }

    private String exit(RunHeader run) {
        return run.status() == Status.INTERRUPTED
                ? session.text("status.interrupted")
                : run.exitCode().isPresent() ? String.valueOf(run.exitCode().getAsInt()) : "";
    }

    private static List<?> document(List<RunHeader> runs) {
        var rows = runs.stream()
                .map(run -> {
                    var row = new LinkedHashMap<String, Object>();
                    row.put("id", run.id());
                    row.put("name", run.name());
                    row.put("command", run.command());
                    row.put("status", run.status().id());
                    run.exitCode().ifPresent(code -> row.put("exit_code", code));
                    row.put("host", run.host());
                    row.put("from", run.from().toString());
                    row.put("elapsed_s", run.elapsedS());
                    row.put("energy_j", run.totalJ().mid());
                    row.put("low_j", run.totalJ().low());
                    row.put("high_j", run.totalJ().high());
                    run.cost().ifPresent(cost -> {
                        row.put("cost", cost.amount().mid());
                        row.put("currency", cost.currency());
                    });
                    row.put("location_g", run.locationG().mid());
                    row.put("market_g", run.marketG().mid());
                    return row;
                })
                .toList();
        return rows;
    }
}
