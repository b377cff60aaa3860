package io.negawatt.app.store;

import io.negawatt.core.account.RunEvent;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads a journal while its run goes on: each call hands out the events since the call before. A record that is not whole yet is
 * left for the next call. Not thread-safe.
 */
public final class JournalTail {
    private final Path path;
    private final JournalReader reader;
    private boolean checked;

    /** @param events gets the events in their order, with what stands for lost ones */
    public JournalTail(RunFolder run, Consumer<RunEvent> events) {
        this.path = run.journal();
        this.reader = new JournalReader(new Mender(events));
    }

    /** Hands out what is new; a journal that is gone has nothing. */
    public void read() throws JournalException {
        try (var file = Disk.LOCAL.open(path)) {
            if (file.size() <= Journal.HEADER) {
                return;
            }
            if (!checked) {
                Journal.checkHeader(path, file);
                checked = true;
            }
            reader.readOn(file);
        } catch (NoSuchFileException gone) {
            // Its run was taken back, or never began.
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            throw new JournalException(Message.of("store.journal.unreadable", path, Reasons.of(e)), e);
        }
    }
}
