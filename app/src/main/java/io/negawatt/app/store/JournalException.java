package io.negawatt.app.store;

import io.negawatt.core.text.Message;

/**
 * A journal cannot be written or read. While a run is metered this is no reason to stop it: the caller goes on, says it
 * once, and may go on appending; what was not written is a gap when the journal is read.
 */
public final class JournalException extends StoreException {
    private static final long serialVersionUID = 1L;

    JournalException(Message text) {
        super(text);
    }

    JournalException(Message text, Throwable cause) {
        super(text, cause);
    }
}
