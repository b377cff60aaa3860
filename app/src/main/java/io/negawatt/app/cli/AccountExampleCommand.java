package io.negawatt.app.cli;

import io.negawatt.app.report.TerminalTable;
import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.core.account.WorkedExample;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Quantities;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code negawatt account example}: the worked example of the articles, ours beside what they print. */
@Command(name = "example")
final class AccountExampleCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("example", AccountExampleCommand::new);
    private static final int DIGITS = 5;

    private final Session session;

    @Mixin
    private JsonOption json = new JsonOption();

    AccountExampleCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (json.isGiven()) {
            json.writeTree(session, document());
            return 0;
        }
        var table = new TerminalTable(
                Column.words(""),
                Column.words(session.text("cli.example.inputs")),
                Column.figures(session.text("cli.example.joules")),
                Column.figures("kWh"),
                Column.figures(session.text("cli.example.printed")));
        for (var line : WorkedExample.lines()) {
            table.row(
                    session.text("component." + line.component().id()),
                    line.inputs(),
                    Quantities.printJoules(line.energy(), DIGITS),
                    kilowattHours(line.energy()),
                    joules(line.printedJ()));
        }
        var total = WorkedExample.total();
        table.row(
                session.text("cli.example.total"),
                "",
                Quantities.printJoules(total, DIGITS),
                kilowattHours(total),
                joules(WorkedExample.printedTotalJ()));
        table.lines(0).forEach(session.out()::println);
        session.out().println();
        session.out().println(session.text("cli.example.why"));
        for (var line : WorkedExample.lines()) {
            session.out()
                    .println("  "
                            + session.text(
                                    "cli.example.because",
                                    session.text("component." + line.component().id()),
                                    line.why().in(session.lang())));
        }
        session.out().println("  " + session.text("cli.example.why.total", joules(printedSumJ())));
        return 0;
    }

    private static double printedSumJ() {
        return WorkedExample.lines().stream()
                .mapToDouble(WorkedExample.Line::printedJ)
                .sum();
    }

    private static String kilowattHours(Energy energy) {
        double kilowattHours = energy.kilowattHours();
        return kilowattHours >= 1 ? Numbers.fixed(kilowattHours, 2) : Numbers.significant(kilowattHours, 3);
    }

    private static String joules(double joules) {
        return String.format(Locale.ROOT, "%,.0f J", joules);
    }

    private static Map<String, Object> document() {
        var lines = WorkedExample.lines().stream()
                .map(line -> {
                    var entry = new LinkedHashMap<String, Object>();
                    entry.put("component", line.component().id());
                    entry.put("inputs", line.inputs());
                    entry.put("energy_j", line.energy().joules());
                    entry.put("printed_j", line.printedJ());
                    entry.put("why", line.why().toString());
                    return entry;
                })
                .toList();
        var document = new LinkedHashMap<String, Object>(Map.of("lines", List.copyOf(lines)));
        document.put("total_j", WorkedExample.total().joules());
        document.put("printed_total_j", WorkedExample.printedTotalJ());
        return document;
    }
}
