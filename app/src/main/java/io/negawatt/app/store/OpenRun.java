package io.negawatt.app.store;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.RunEvent;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A run that this process works on, a new one or one that was cut short. Nobody else does meanwhile: others take a new run for
 * live and an interrupted one for already taken.
 */
public final class OpenRun implements AutoCloseable {
    private final Disk disk;
    private final RunFolder folder;
    private final RunLock lock;
    private boolean done;

    OpenRun(Disk disk, RunFolder folder, RunLock lock) {
        this.disk = disk;
        this.folder = folder;
        this.lock = lock;
    }

    public RunFolder folder() {
        return folder;
    }

    /**
     * {@return the journal of a new run, with its first event}
     *
     * <p>Where the disk takes not even that, the run never began: nothing of it stays, and {@link BadInputException} says what
     * is wrong with the home folder.
     */
    public Journal startJournal(RunEvent.Started started) throws StoreException {
        try {
            return begun(createJournal(), started);
        } catch (JournalException e) {
            discard();
            throw Reasons.unusableHome(folder.home(), e.getCause() instanceof IOException cause ? cause : e);
        }
    }

    private static Journal begun(Journal journal, RunEvent.Started started) throws JournalException {
        try {
            journal.append(started);
            return journal;
        } catch (JournalException e) {
            journal.abandon();
            throw e;
        }
    }

    /** {@return the journal of a new run, yet empty} */
    Journal createJournal() throws JournalException {
        return disk == Disk.LOCAL
                ? Journal.create(folder.journal())
                : Journal.create(disk, folder.journal(), System::nanoTime, Runnable::run);
    }

    /** Hands out what was journalled, see {@link Journal#read(java.nio.file.Path, Consumer)}. */
    public Journal.Recovery replay(Consumer<RunEvent> events) throws JournalException {
        return Journal.read(disk, folder.journal(), events);
    }

    /** Closes the run's account. It is there whole or not at all, whatever happens. */
    public void writeAccount(Account account) throws StoreException {
        write(folder.account(), AccountJson.write(account));
    }

    /** Writes the report; whole or not at all. */
    public void writeReport(byte[] html) throws StoreException {
        write(folder.report(), html);
    }

    /** Takes the run back, as if it had never been. */
    public void discard() throws StoreException {
        done = true;
        try {
            removeUnfinished();
            disk.delete(folder.journal());
            disk.delete(folder.report());
            disk.delete(folder.labels());
            disk.delete(folder.lock());
            Files.deleteIfExists(folder.path());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** {@return whether anything was journalled: not where the process died over its first record} */
    boolean began() throws StoreException {
        try {
            return folder.journalled() && !Journal.isBlank(disk, folder.journal());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Removes what a process that died had not finished writing. */
    void removeUnfinished() throws StoreException {
        try (var files = Files.newDirectoryStream(folder.path(), Replacement.TEMPORARY)) {
            for (var file : files) {
                disk.delete(file);
            }
        } catch (NoSuchFileException gone) {
            // Then there is nothing to remove.
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private StoreException failed(IOException e) {
        return new StoreException(Message.of("store.write.failed", folder.path(), Reasons.of(e)), e);
    }

    private void write(Path file, byte[] content) throws StoreException {
        try {
            Replacement.of(disk, file, content);
        } catch (IOException e) {
            String key = Reasons.diskFull(e) ? "store.write.full" : "store.write.failed";
            throw new StoreException(Message.of(key, file, Reasons.of(e)), e);
        }
    }

    /**
     * Gives the run free. A closed run needs no lock file any more; of a run that never began to be journalled nothing stays; a
     * run with a journal and no account is closed by the next command. Closing again does nothing.
     */
    @Override
    public void close() throws StoreException {
        try (lock) {
            if (done) {
                return;
            }
            done = true;
            boolean empty = !folder.journalled() && !folder.closed();
            if (empty || folder.closed()) {
                disk.delete(folder.lock());
            }
            if (empty) {
                disk.delete(folder.labels());
                Files.deleteIfExists(folder.path());
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
