package io.negawatt.app.cli;

import io.negawatt.app.report.TerminalTable;
import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import io.negawatt.train.learn.TechniqueKind;
import io.negawatt.train.learn.Techniques;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code negawatt train techniques}: every technique, what it changes, and what it may cost. */
@Command(name = "techniques")
final class TrainTechniquesCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("techniques", TrainTechniquesCommand::new);

    private final Session session;

    @Mixin
    private JsonOption json = new JsonOption();

    TrainTechniquesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (json.isGiven()) {
            json.writeTree(session, document());
            return 0;
        }
        var table = new TerminalTable(
                Column.words(session.text("cli.techniques.technique")),
                Column.words(session.text("cli.techniques.changes")),
                Column.words(session.text("cli.techniques.cost")));
        Techniques.ALL.forEach(kind -> table.row(
                kind.usage(), kind.changes().in(session.lang()), kind.cost().in(session.lang())));
        table.lines(session.width()).forEach(session.out()::println);
        return 0;
    }

    private static List<?> document() {
        var rows = Techniques.ALL.stream().map(TrainTechniquesCommand::row).toList();
        return rows;
    }

    private static Map<String, Object> row(TechniqueKind kind) {
        var row = new LinkedHashMap<String, Object>();
        row.put("technique", kind.name());
        row.put("usage", kind.usage());
        row.put("changes", both(kind.changes()));
        row.put("cost", both(kind.cost()));
        return row;
    }

    private static Map<String, String> both(Message message) {
        var both = new LinkedHashMap<String, String>();
        for (var lang : Lang.values()) {
            both.put(lang.code(), message.in(lang));
        }
        return both;
    }
}
