/**
 * Who may do what at the server: tokens with their scopes, how often somebody may ask, and the log of what was changed.
 *
 * <p>{@code HOME/server/} holds {@code tokens.json}, which has hashes and no secret, and {@code audit.jsonl}. The folder is
 * readable by its owner alone.
 */
@NullMarked
package io.negawatt.app.access;

import org.jspecify.annotations.NullMarked;
