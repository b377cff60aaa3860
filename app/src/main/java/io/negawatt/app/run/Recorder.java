package io.negawatt.app.run;

import io.negawatt.app.store.Journal;
import io.negawatt.app.store.JournalException;
import io.negawatt.core.account.Account;
import io.negawatt.core.account.AccountBuilder;
import io.negawatt.core.account.RunEvent;
import io.negawatt.core.text.Message;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes the events of a run from all threads, one at a time, into the journal and into the account.
 *
 * <p>When the journal can take no more, as on a full disk, the run is metered on: its account is still right in memory, and
 * it says that one rebuilt from the journal would have a gap. As soon as the disk takes events again, the journal goes on.
 */
final class Recorder implements Consumer<List<RunEvent>>, AutoCloseable {
    private final Journal journal;
    private final AccountBuilder builder;
    private Instant lastPollAt;
    private boolean journalFailed;

    /** @param journal holds the start of the run already */
    Recorder(Journal journal, RunEvent.Started started) {
        this.journal = journal;
        this.builder = new AccountBuilder(started);
        this.lastPollAt = started.at();
    }

    /** Takes events that come together, in their order. */
    @Override
    public synchronized void accept(List<RunEvent> events) {
        try {
            journal.append(events);
        } catch (JournalException e) {
            noteFailure(events.getFirst().at(), e);
        }
        for (var event : events) {
            builder.accept(event);
            if (event instanceof RunEvent.Polled) {
                lastPollAt = event.at();
            }
        }
    }

    void accept(RunEvent event) {
        accept(List.of(event));
    }

    /** Once a run, however often the disk fails. */
    private void noteFailure(Instant at, JournalException failure) {
        if (!journalFailed) {
            journalFailed = true;
            builder.accept(new RunEvent.Noted(at, Message.of("run.journal.stopped", failure.text())));
        }
    }

    /** Closes the journal; where the disk fails over that, the account says so. */
    @Override
    public synchronized void close() {
        try {
            journal.close();
        } catch (JournalException e) {
            noteFailure(lastPollAt, e);
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
