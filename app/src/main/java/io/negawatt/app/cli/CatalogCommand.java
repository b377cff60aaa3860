package io.negawatt.app.cli;

import io.negawatt.app.report.TerminalTable;
import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.catalog.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code negawatt catalog [search]}: the facts that figures rest on, each with its source. */
@Command(name = "catalog")
final class CatalogCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("catalog", CatalogCommand::new);
    /** Without a search there are over a thousand rows; the kinds and their numbers say more. */
    private static final int MOST_ROWS = 60;

    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "SEARCH", descriptionKey = "param.SEARCH")
    private List<String> words = new ArrayList<>();

    @Mixin
    private JsonOption json = new JsonOption();

    CatalogCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var facts = Catalog.load().search(String.join(" ", words));
        if (json.isGiven()) {
            json.writeTree(session, document(facts));
            return 0;
        }
        if (words.isEmpty()) {
            kinds(facts).lines(session.width()).forEach(session.out()::println);
            session.out().println();
            session.out().println(session.text("cli.catalog.hint"));
            return 0;
        }
        if (facts.isEmpty()) {
            session.err().println(session.text("cli.catalog.none", String.join(" ", words)));
            return 1;
        }
        rows(facts).lines(session.width()).forEach(session.out()::println);
        if (facts.size() > MOST_ROWS) {
            session.out().println(session.text("cli.catalog.more", facts.size() - MOST_ROWS));
        }
        return 0;
    }

    private TerminalTable kinds(List<Fact> facts) {
        var counts = new LinkedHashMap<Fact.Kind, Integer>();
        facts.forEach(fact -> counts.merge(fact.kind(), 1, Integer::sum));
        var table = new TerminalTable(
                Column.words(session.text("cli.catalog.kind")),
                Column.figures(session.text("cli.catalog.rows")),
                Column.words(""));
        counts.forEach((kind, count) ->
                table.row(kind.id(), String.valueOf(count), kind.title().in(session.lang())));
        return table;
    }

    private TerminalTable rows(List<Fact> facts) {
        var table = new TerminalTable(
                Column.words(session.text("cli.catalog.kind")),
                Column.words(session.text("cli.catalog.id")),
                Column.words(session.text("cli.catalog.name")),
                Column.words(session.text("cli.catalog.figures")),
                Column.words(session.text("cli.catalog.year")),
                Column.words(session.text("cli.catalog.source")));
        facts.stream()
                .limit(MOST_ROWS)
                .forEach(fact -> table.row(
                        fact.kind().id(),
                        fact.id(),
                        fact.names().in(session.lang()),
                        fact.figures().in(session.lang()),
                        fact.year().isPresent() ? String.valueOf(fact.year().getAsInt()) : "",
                        fact.origin().source() + " · "
                                + fact.origin().status().title().in(session.lang())));
        return table;
    }

    private static List<?> document(List<Fact> facts) {
        var rows = facts.stream()
                .map(fact -> {
                    var row = new LinkedHashMap<String, Object>();
                    row.put("kind", fact.kind().id());
                    row.put("id", fact.id());
                    row.put(
                            "name",
                            Map.of("en", fact.names().en(), "zh", fact.names().zh()));
                    row.put("figures", fact.figures().toString());
                    fact.year().ifPresent(year -> row.put("year", year));
                    row.put("source", fact.origin().source());
                    row.put("status", fact.origin().status().id());
                    return row;
                })
                .toList();
        return rows;
    }
}
