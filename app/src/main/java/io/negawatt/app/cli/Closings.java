package io.negawatt.app.cli;

import io.negawatt.app.run.RunFiles;
import io.negawatt.app.store.AccountJson;
import io.negawatt.app.store.Ledger;
import io.negawatt.app.store.OpenRun;
import io.negawatt.app.store.RunFolder;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.account.Account;
import io.negawatt.core.account.AccountBuilder;
import io.negawatt.core.account.RunEvent;
import io.negawatt.core.text.BadInputException;
import java.time.ZoneId;
import java.util.List;

/** Closing runs and reading closed ones, for the commands. */
final class Closings {
    private Closings() {}

    /** Closes what an earlier process left open, and says so. */
    static void closeInterrupted(Ledger ledger, Session session) throws StoreException {
        for (var outcome : ledger.closeInterrupted(
                run -> RunFiles.closeInterrupted(run, session.lang(), ZoneId.systemDefault()))) {
            var failure = outcome.failure();
            session.err()
                    .println(
                            failure.isPresent()
                                    ? "negawatt: " + failure.get().text().in(session.lang())
                                    : session.text(
                                            "cli.closed.interrupted",
                                            outcome.run().id()));
        }
    }

    /** {@return the account of a run; a run that is still metered has none yet} */
    static Account read(RunFolder run) throws StoreException {
        if (!run.closed()) {
            throw BadInputException.of("cli.show.live", run.id());
        }
        return AccountJson.read(run.account());
    }

    /** {@return the account of these events, after writing everything that a run leaves in its folder} */
    static Account record(OpenRun run, List<RunEvent> events, Session session) throws StoreException {
        try (var journal = run.createJournal()) {
            for (var event : events) {
                journal.append(event);
            }
        }
        var builder = AccountBuilder.of(events);
        RunFiles.writeAccount(run, builder, List.of(), session.lang(), ZoneId.systemDefault());
        RunFiles.seal(run);
        return builder.account();
    }
}
