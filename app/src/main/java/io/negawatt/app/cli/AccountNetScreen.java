package io.negawatt.app.cli;

import io.negawatt.app.report.Figures;
import io.negawatt.app.report.TerminalTable;
import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.app.store.Credit;
import io.negawatt.app.store.NetSaving;
import io.negawatt.app.store.NetSaving.Sums;
import io.negawatt.core.account.Account.Cost;
import io.negawatt.core.units.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** Both sides of the ledger, for people and for machines ({@code negawatt.net/1}). */
final class AccountNetScreen {
    private static final String NOT_KNOWN = "–";
    private static final String MINUS = "−";

    private final Session session;
    private final NetSaving net;
    private final int runs;
    private final Figures figures;

    AccountNetScreen(Session session, NetSaving net, int runs) {
        this.session = session;
        this.net = net;
        this.runs = runs;
        this.figures = new Figures(session.lang());
    }

    void print() {
        session.out()
                .println(say(
                        "head",
                        energy(net.net().energyJ().mid()),
                        mass(net.net().locationG().mid()),
                        net.net().cost().map(this::money).orElse(NOT_KNOWN)));
        session.out().println();
        sides().lines(session.width()).forEach(session.out()::println);
        list("verified", net.verified());
        list("planned", net.planned());
    }

    private String say(String key, Object... args) {
        return session.text("cli.net." + key, args);
    }

    private TerminalTable sides() {
        var table = new TerminalTable(
                Column.words(""),
                Column.figures(say("energy")),
                Column.words(""),
                Column.figures(say("carbon")),
                Column.words(""),
                Column.figures(say("cost")));
        row(table, say("saved", net.verified().size()), net.credit());
        row(table, say("used", runs), net.debit());
        row(table, say("net"), net.net());
        return table;
    }

    private void row(TerminalTable table, String name, Sums sums) {
        table.row(
                name,
                energy(sums.energyJ().mid()),
                range(sums.energyJ(), this::energy),
                mass(sums.locationG().mid()),
                range(sums.locationG(), this::mass),
                sums.cost().map(this::money).orElse(NOT_KNOWN));
    }

    private static String range(Interval interval, DoubleFunction<String> figure) {
        return "(" + figure.apply(interval.low()) + " – " + figure.apply(interval.high()) + ")";
    }

    private String energy(double joules) {
        return joules < 0 ? MINUS + figures.energyShort(-joules) : figures.energyShort(joules);
    }

    private String mass(double grams) {
        return grams < 0 ? MINUS + figures.mass(-grams) : figures.mass(grams);
    }

    private String money(Cost cost) {
        return figures.money(cost.amount().mid(), cost.currency());
    }

    private void list(String title, List<Credit> credits) {
        session.out().println();
        session.out().println(say(credits.isEmpty() ? title + ".none" : title));
        if (credits.isEmpty()) {
            return;
        }
        var table = new TerminalTable(
                Column.words(say("subject")),
                Column.words(say("method")),
                Column.words(say("from")),
                Column.words(say("to")),
                Column.figures(say("energy")),
                Column.figures(say("carbon")),
                Column.words(""),
                Column.figures(say("marginal")),
                Column.figures(say("cost")));
        credits.forEach(credit -> row(table, credit));
        table.lines(session.width()).forEach(session.out()::println);
    }

    private void row(TerminalTable table, Credit credit) {
        var saved = credit.saved();
        table.row(
                credit.subject(),
                credit.method(),
                credit.from().toString(),
                credit.to().toString(),
                saved.energyJ().map(it -> energy(it.mid())).orElse(NOT_KNOWN),
                saved.locationG().map(it -> mass(it.mid())).orElse(NOT_KNOWN),
                credit.days() < 2
                        ? ""
                        : saved.locationG().map(it -> range(it, this::mass)).orElse(""),
                saved.marginalG().map(it -> mass(it.mid())).orElse(NOT_KNOWN),
                saved.cost().map(this::money).orElse(NOT_KNOWN));
    }

    Map<String, Object> document() {
        var root = new LinkedHashMap<String, Object>();
        root.put("schema", "negawatt.net/1");
        root.put("net", sums(net.net()));
        root.put("saved", sums(net.credit()));
        root.put("used", sums(net.debit()));
        root.put("runs", runs);
        root.put(
                "verified",
                net.verified().stream().map(AccountNetScreen::credit).toList());
        root.put("planned", net.planned().stream().map(AccountNetScreen::credit).toList());
        return root;
    }

    private static Map<String, Object> sums(Sums sums) {
        var row = new LinkedHashMap<String, Object>();
        put(row, "energy_j", Optional.of(sums.energyJ()));
        put(row, "location_g", Optional.of(sums.locationG()));
        put(row, "cost", sums.cost().map(Cost::amount));
        sums.cost().ifPresent(cost -> row.put("currency", cost.currency()));
        return row;
    }

    private static Map<String, Object> credit(Credit credit) {
        var row = new LinkedHashMap<String, Object>();
        row.put("subject", credit.subject());
        row.put("method", credit.method());
        row.put("baseline", credit.baseline());
        row.put("from", credit.from().toString());
        row.put("to", credit.to().toString());
        row.put("days", credit.days());
        put(row, "energy_j", credit.saved().energyJ());
        put(row, "location_g", credit.saved().locationG());
        put(row, "marginal_g", credit.saved().marginalG());
        put(row, "cost", credit.saved().cost().map(Cost::amount));
        credit.saved().cost().ifPresent(cost -> row.put("currency", cost.currency()));
        return row;
    }

    private static void put(Map<String, Object> row, String name, Optional<Interval> interval) {
        interval.ifPresent(it -> {
            var ends = new LinkedHashMap<String, Double>();
            ends.put("low", it.low());
            ends.put("mid", it.mid());
            ends.put("high", it.high());
            row.put(name, ends);
        });
    }
}
