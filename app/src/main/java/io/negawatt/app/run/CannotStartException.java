package io.negawatt.app.run;

import io.negawatt.core.text.Message;

/** The command cannot be started, and why; the program exits with {@link #exitCode}, as a shell does. */
public final class CannotStartException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Exit code where there is no such command. */
    public static final int NOT_FOUND = 127;

    /** Exit code where the command is there but cannot be executed. */
    public static final int NOT_EXECUTABLE = 126;

    private final int exitCode;
    private final transient Message text;

    CannotStartException(int exitCode, Message text) {
        super(text.toString());
        this.exitCode = exitCode;
        this.text = text;
    }

    public int exitCode() {
        return exitCode;
    }

    /** {@return the message, to be said in the reader's language} */
    public Message text() {
        return text;
    }
}
