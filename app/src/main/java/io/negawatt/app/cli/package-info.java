/**
 * The command line: one file a command and one line in {@link io.negawatt.app.cli.Commands#ALL}. Exit codes are 0 done, 1 the
 * work failed, 2 wrong usage or input, 130 interrupted; {@code run} passes its child's code on.
 */
@NullMarked
package io.negawatt.app.cli;

import org.jspecify.annotations.NullMarked;
