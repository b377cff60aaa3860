package io.negawatt.app.live;

/**
 * What became of a batch; whatever it says, the source need not send the batch again.
 *
 * @param repeated the batch was stored before, and nothing changed
 * @param stored number of samples that are stored by it
 * @param tooLate number of samples that are refused since the samples of their time are summed up and gone
 * @param future number of samples that are refused since the clock of the server is more than an hour behind them
 */
public record Appended(boolean repeated, int stored, int tooLate, int future) {}
