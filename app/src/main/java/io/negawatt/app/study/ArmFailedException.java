package io.negawatt.app.study;

import io.negawatt.core.text.Message;
import java.io.IOException;

/** An arm of the study whose training did not end well; the study ends with it. */
public final class ArmFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Message text;
    private final int exitCode;

    ArmFailedException(String arm, int exitCode) {
        super("%s ended with exit code %d".formatted(arm, exitCode));
        this.text = Message.of("study.arm.failed", arm, exitCode);
        this.exitCode = exitCode;
    }

    /** {@return which arm it was} */
    public Message text() {
        return text;
    }

    /** {@return the exit code of its training} */
    public int exitCode() {
        return exitCode;
    }
}
