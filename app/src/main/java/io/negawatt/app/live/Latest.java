package io.negawatt.app.live;

/**
 * The last sample of a series.
 *
 * @param timeMs its time in ms since 1970
 * @param value its value; NaN where it says that there is no figure
 */
public record Latest(Series series, long timeMs, double value) {}
