package io.negawatt.train.parallel;

import io.negawatt.core.text.Message;

/** Another worker of the job ended or fell silent, so that this one cannot go on; all may begin again. */
public final class LostWorkerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Message text;

    private LostWorkerException(Message text) {
        super(text.toString());
        this.text = text;
    }

    static LostWorkerException of(String key, Object... args) {
        return new LostWorkerException(Message.of(key, args));
    }

    /** {@return the message, to be said in the reader's language} */
    public Message text() {
        return text;
    }
}
