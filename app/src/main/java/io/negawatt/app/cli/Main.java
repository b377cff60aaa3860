package io.negawatt.app.cli;

/** Probe. */
public final class Main {
    private Main() {}
}
