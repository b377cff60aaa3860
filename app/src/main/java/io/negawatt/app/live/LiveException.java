package io.negawatt.app.live;

import io.negawatt.core.text.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The store could not do what it was asked to. A batch that was refused with it may be stored or not; to send it again is right
 * and harmless.
 */
public final class LiveException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Message text;
    private final transient Optional<Duration> retryAfter;

    public LiveException(Message text, Optional<Duration> retryAfter, Throwable cause) {
        super(text.toString(), cause);
        this.text = text;
        this.retryAfter = retryAfter;
    }

    public LiveException(Message text, Optional<Duration> retryAfter) {
        super(text.toString());
        this.text = text;
        this.retryAfter = retryAfter;
    }

    /** {@return the message, to be said in the reader's language} */
    public Message text() {
        return text;
    }

    /** {@return when to try again where the store will mend by itself, such as once the disk has space again} */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
