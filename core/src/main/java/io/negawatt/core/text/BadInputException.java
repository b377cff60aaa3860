package io.negawatt.core.text;

/**
 * Input that a person gave and that cannot be used. Its message says what was given, what is allowed, whose it is and what
 * to do; commands print it as one line and exit with code 2.
 */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Message text;

    public BadInputException(Message text) {
        super(text.toString());
        this.text = text;
    }

    public BadInputException(Message text, Throwable cause) {
        super(text.toString(), cause);
        this.text = text;
    }

    /** {@return a failure with the message {@code key} and its values} */
    public static BadInputException of(String key, Object... args) {
        return new BadInputException(Message.of(key, args));
    }

    /** {@return the message, to be said in the reader's language} */
    public Message text() {
        return text;
    }
}
