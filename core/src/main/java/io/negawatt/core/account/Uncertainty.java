package io.negawatt.core.account;

import io.negawatt.core.units.Interval;

/** How sure the run's part of one channel is. */
final class Uncertainty {
    /** A window of fewer ticks of the device's counter is said to be uncertain. */
    static final int FEWEST_TICKS = 20;

    /**
     * CPU time and bytes ignore clock frequency, sibling threads and vector units: what was split may belong to the others, or
     * the other way round, by this fraction of the smaller part.
     */
    private static final double SPLIT_ERROR = 0.25;

    private Uncertainty() {}

    /**
     * {@return {@code runJ} with its range: the channel's bounds, the error of the split, one tick of power at the ends of the
     * run, and above it what may have been used in its gaps}
     */
    static Interval of(Sharing sharing, double runJ) {
        var closed = sharing.closed();
        var bounds = closed.channel().bounds();
        double splitJ = SPLIT_ERROR * Math.min(Math.abs(runJ), Math.abs(sharing.meteredJ() - runJ));
        double meanW = closed.coveredS() > 0 ? sharing.meteredJ() / closed.coveredS() : 0;
        double tickJ = bounds.tickS() * meanW;
        double down = Math.min(runJ, hypot(runJ * (1 - bounds.low()), splitJ, tickJ));
        double up = hypot(runJ * (bounds.high() - 1), splitJ, tickJ);
        return new Interval(runJ - down, runJ, runJ + up).raiseHigh(closed.gapS() * closed.highestW());
    }

    private static double hypot(double a, double b, double c) {
        return Math.hypot(Math.hypot(a, b), c);
    }
}
