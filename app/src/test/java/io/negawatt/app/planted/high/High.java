package io.negawatt.app.planted.high;

/** What the lower package must not use. */
public final class High {}
