package io.negawatt.app.live;

/**
 * What the values of a series are, and so how they add up over time. The order is that of the formats: new ones go to the end.
 */
public enum Measure {
    /** Power in W: the mean since the sample before. Its amount is the integral over time, in J. */
    POWER,
    /** What was used since the sample before, in the unit of the series, mostly J. Its amount is the sum. */
    USE,
    /**
     * A count that only rises, in the unit of the series; a fall is a restart from zero, unless it is to zero and the count then goes on
     * from where it was. Its amount is the increase.
     */
    COUNTER,
    /** Any other value, such as a temperature. It has no amount. */
    LEVEL
}
