package io.negawatt.app.cli;

import io.negawatt.app.store.Credits;
import io.negawatt.app.store.NetSaving;
import io.negawatt.app.store.StoreException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code negawatt account net}: what was verified to be saved minus what runs used; planned savings stand apart. */
@Command(name = "net")
final class AccountNetCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("net", AccountNetCommand::new);

    private final Session session;

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    AccountNetCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws StoreException {
        json.check();
        var ledger = home.ledger(session);
        Closings.closeInterrupted(ledger, session);
        var runs = ledger.list();
        var credits = Credits.of(ledger.home()).list();
        warn(runs.problems());
        warn(credits.problems());
        var screen = new AccountNetScreen(
                session,
                NetSaving.of(runs.runs(), credits.credits()),
                runs.runs().size());
        json.writeTree(session, screen.document());
        if (!json.toStandardOutput()) {
            screen.print();
        }
        return 0;
    }

    private void warn(List<StoreException> problems) {
        problems.forEach(
                problem -> session.err().println("negawatt: " + problem.text().in(session.lang())));
    }
}
