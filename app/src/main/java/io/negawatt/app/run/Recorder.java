package io.negawatt.app.run;

import io.negawatt.app.store.Journal;
import io.negawatt.app.store.JournalException;
import io.negawatt.core.account.Account;
import io.negawatt.core.account.AccountBuilder;
import io.negawatt.core.account.RunEvent;
import io.negawatt.core.text.Message;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Takes the events of a run from all threads, one at a time, into the journal and into the account.
 *
 * <p>When the journal can take no more, as on a full disk, the run is metered on: its account is still right in memory, and
 * it says that a crash from here on would lose the rest.
 */
final class Recorder implements Consumer<RunEvent> {
    private final Journal journal;
    private final AccountBuilder builder;
    private Instant lastPollAt;
    private boolean journalStopped;

    /** Writes the start of the run; a journal that cannot take even that is an error of the whole run. */
    Recorder(Journal journal, RunEvent.Started started) throws JournalException {
        journal.append(started);
        this.journal = journal;
        this.builder = new AccountBuilder(started);
        this.lastPollAt = started.at();
    }

    @Override
    public synchronized void accept(RunEvent event) {
        if (!journalStopped) {
            try {
                journal.append(event);
            } catch (JournalException e) {
                journalStopped = true;
                builder.accept(new RunEvent.Noted(event.at(), Message.of("run.journal.stopped", e.text())));
            }
        }
        builder.accept(event);
        if (event instanceof RunEvent.Polled) {
            lastPollAt = event.at();
        }
    }

    /** Ends the run at its last poll, so that no time after the last reading is left over. */
    synchronized void finish(int exitCode) {
        accept(new RunEvent.Finished(lastPollAt, exitCode));
    }

    /** {@return the account's builder; to be used once the run has ended} */
    synchronized AccountBuilder builder() {
        return builder;
    }

    /** {@return the account so far} */
    synchronized Account account() {
        return builder.account();
    }
}
