package io.negawatt.app.report;

import io.negawatt.core.text.Message;
import java.util.Optional;

/**
 * Something that the reader could do.
 *
 * @param title what, in a few words
 * @param detail what it would save and cost
 * @param command the command that does it; empty where none can
 */
public record Finding(Message title, Message detail, Optional<String> command) {}
