package io.negawatt.app.store;

import io.negawatt.core.text.Message;
import java.io.IOException;

/** The ledger could not read or write what it was asked to. The message says what, why, and what to do. */
public class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Message text;

    StoreException(Message text) {
        super(text.toString());
        this.text = text;
    }

    StoreException(Message text, Throwable cause) {
        super(text.toString(), cause);
        this.text = text;
    }

    /** {@return the message, to be said in the reader's language} */
    public Message text() {
        return text;
    }
}
