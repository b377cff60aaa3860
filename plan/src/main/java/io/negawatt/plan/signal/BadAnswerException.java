package io.negawatt.plan.signal;

import io.negawatt.core.text.Message;

/** A source answered, but not with what its documents describe. */
final class BadAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Message text;

    BadAnswerException(String key, Object... args) {
        super(key);
        this.text = Message.of(key, args);
    }

    Message text() {
        return text;
    }
}
