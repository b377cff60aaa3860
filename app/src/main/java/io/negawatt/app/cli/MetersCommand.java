package io.negawatt.app.cli;

import io.negawatt.app.report.TerminalTable;
import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Discoveries;
import io.negawatt.core.meter.Host;
import io.negawatt.core.text.Message;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code negawatt meters}: every kind of meter, whether it can be read here, and what opens it where it cannot. */
@Command(name = "meters")
final class MetersCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("meters", MetersCommand::new);

    private final Session session;

    @Mixin
    private JsonOption json = new JsonOption();

    MetersCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (var found = Discoveries.on(Host.local(session.environment()))) {
            if (json.isGiven()) {
                json.writeTree(session, document(found));
            } else {
                print(found);
            }
        }
        return 0;
    }

    private void print(Discoveries found) {
        var table = new TerminalTable(
                Column.words(session.text("cli.meters.meter")),
                Column.words(session.text("cli.meters.state")),
                Column.words(session.text("cli.meters.tier")),
                Column.words(session.text("cli.meters.scope")),
                Column.words(session.text("cli.meters.period")),
                Column.words(session.text("cli.meters.reads")));
        for (var row : found.rows()) {
            var lang = session.lang();
            table.row(
                    row.kind().name(),
                    session.text(state(row)),
                    joined(row.channels(), c -> session.text("tier." + c.tier().id())),
                    joined(
                            row.channels(),
                            c -> session.text("scope." + c.scope().id())),
                    row.period().map(MetersCommand::period).orElse(""),
                    row.why().map(why -> why.in(lang)).orElseGet(() -> joined(row.channels(), Channel::id)));
        }
        table.lines(session.width()).forEach(session.out()::println);
        for (var row : found.rows()) {
            row.remedy().ifPresent(remedy -> sayRemedy(row, remedy));
            row.notes()
                    .forEach(note -> session.out().println("  " + row.kind().name() + ": " + note.in(session.lang())));
        }
    }

    private void sayRemedy(Discoveries.Row row, Message remedy) {
        session.out().println();
        session.out().println("→ " + row.kind().name() + ": " + remedy.in(session.lang()));
        if (!row.command().isEmpty()) {
            session.out().println("    " + String.join(" ", row.command()));
        }
    }

    private static String state(Discoveries.Row row) {
        return row.meter().isPresent()
                ? "cli.meters.found"
                : row.remedy().isPresent() ? "cli.meters.closed" : "cli.meters.absent";
    }

    private static String period(Duration period) {
        return io.negawatt.core.text.Numbers.significant(period.toNanos() * 1e-9, 2) + " s";
    }

    private static String joined(List<Channel> channels, Function<Channel, String> text) {
        return channels.stream().map(text).distinct().collect(Collectors.joining(", "));
    }

    private List<?> document(Discoveries found) {
        var rows = found.rows().stream()
                .map(row -> {
                    var entry = new LinkedHashMap<String, Object>();
                    entry.put("meter", row.kind().name());
                    entry.put("about", row.kind().about().toString());
                    entry.put("state", state(row).replace("cli.meters.", ""));
                    entry.put(
                            "channels",
                            row.channels().stream().map(MetersCommand::document).toList());
                    row.period().ifPresent(period -> entry.put("period_s", period.toNanos() * 1e-9));
                    row.why().ifPresent(why -> entry.put("reason", why.toString()));
                    row.remedy().ifPresent(remedy -> entry.put("remedy", remedy.toString()));
                    entry.put("command", row.command());
                    return entry;
                })
                .toList();
        return rows;
    }

    private static Object document(Channel channel) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("id", channel.id());
        entry.put("label", channel.label());
        entry.put("component", channel.component().id());
        entry.put("scope", channel.scope().id());
        entry.put("tier", channel.tier().id());
        channel.parent().ifPresent(parent -> entry.put("parent", parent));
        return entry;
    }
}
