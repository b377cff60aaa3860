package io.negawatt.app.cli;

import io.negawatt.app.report.Terminal;
import io.negawatt.app.report.TerminalAccount;
import io.negawatt.app.report.TerminalTable;
import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.core.account.Account;
import io.negawatt.core.meter.Channel;
import io.negawatt.plan.advise.Finding;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How commands show accounts on the terminal. */
final class Screens {
    private Screens() {}

    /** {@return the terminal behind standard output} */
    static Terminal terminal(Session session) {
        var terminals = session.terminals();
        return Terminal.of(session.environment(), session.lang(), terminals.out(), terminals.columns());
    }

    /** {@return the terminal behind the error stream} */
    static Terminal errorTerminal(Session session) {
        var terminals = session.terminals();
        return Terminal.of(session.environment(), session.lang(), terminals.err(), terminals.columns());
    }

    /** {@return the channels that are counted, a line each: what, how known, how sure} */
    static TerminalTable channels(Session session, List<Channel> channels) {
        var table = new TerminalTable(Column.words(""), Column.words(""), Column.words(""), Column.words(""));
        channels.stream()
                .filter(channel -> channel.parent().isEmpty())
                .forEach(channel -> table.row(
                        channel.id(),
                        channel.label(),
                        session.text("tier." + channel.tier().id()),
                        MeteredRun.spread(channel)));
        return table;
    }

    /** Prints an account with the place of its report, if there is one. */
    static void print(Session session, Account account, List<Finding> findings, Path report, PrintStream to) {
        var terminal = to == session.out() ? terminal(session) : errorTerminal(session);
        var there = Optional.of(report).filter(Files::exists).map(Path::toString);
        TerminalAccount.lines(account, findings, there, terminal).forEach(to::println);
        to.flush();
    }
}
