package io.negawatt.app.cli;

import io.negawatt.app.report.TerminalTable;
import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.plan.signal.Keys;
import io.negawatt.plan.signal.SignalKind;
import io.negawatt.plan.signal.Signals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code negawatt signal list}: every source, what it tells, and where its key is looked for. */
@Command(name = "list")
final class SignalListCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("list", SignalListCommand::new);

    private final Session session;

    @Mixin
    private JsonOption json = new JsonOption();

    SignalListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        json.check();
        json.writeTree(session, document());
        if (!json.toStandardOutput()) {
            table().lines(session.width()).forEach(session.out()::println);
        }
        return 0;
    }

    private TerminalTable table() {
        var table = new TerminalTable(
                Column.words(session.text("cli.signal.source")),
                Column.words(session.text("cli.signal.kinds")),
                Column.words(session.text("cli.signal.key")),
                Column.words(session.text("cli.signal.host")));
        for (var kind : Signals.kinds()) {
            table.row(kind.id(), kinds(kind), key(kind), kind.base().getHost());
        }
        return table.row(
                Signals.YEARLY_FACTOR,
                SignalKind.CARBON_AVERAGE.id(),
                session.text("cli.signal.noKey"),
                "negawatt catalog zone");
    }

    private static String kinds(Signals.Kind kind) {
        return kind.kinds().stream().map(SignalKind::id).collect(Collectors.joining(", "));
    }

    private String key(Signals.Kind kind) {
        return kind.needsKey() ? Keys.variable(kind.id()) : session.text("cli.signal.noKey");
    }

    private static List<?> document() {
        var rows = Signals.kinds().stream()
                .map(kind -> {
                    var row = new LinkedHashMap<String, Object>();
                    row.put("id", kind.id());
                    row.put("kinds", kind.kinds().stream().map(SignalKind::id).toList());
                    row.put("key", kind.needsKey() ? Keys.variable(kind.id()) : "");
                    row.put("base", kind.base().toString());
                    return row;
                })
                .toList();
        return rows;
    }
}
