package io.negawatt.core.account;

import java.util.Arrays;

/**
 * What a channel metered in each quarter of an hour of UTC, in which prices and carbon factors are told.
 *
 * <p>Not thread-safe.
 */
final class QuarterTally {
    static final int LENGTH_S = 900;

    private static final int FIRST_CAPACITY = 4;

    /** How long the first quarter had lasted when the run began. */
    private final double offsetS;

    private double[] meteredJ = new double[FIRST_CAPACITY];
    private double[] coveredS = new double[FIRST_CAPACITY];
    private double[] othersJ = new double[FIRST_CAPACITY];
    private double[] othersHeldS = new double[FIRST_CAPACITY];

    QuarterTally(double offsetS) {
        this.offsetS = offsetS;
    }

    /** Adds a reading, evenly on its time since the start. */
    void metered(double fromS, double toS, double energyJ) {
        int first = reach(fromS, toS);
        int last = last(first, toS);
        if (first == last) {
            meteredJ[first] += energyJ;
            coveredS[first] += toS - fromS;
        } else {
            for (int quarter = first; quarter <= last; quarter++) {
                double part = part(quarter, fromS, toS);
                meteredJ[quarter] += energyJ * part;
                coveredS[quarter] += (toS - fromS) * part;
            }
        }
    }

    /** Adds what others used of readings, evenly on their time since the start. */
    void others(double fromS, double toS, double energyJ, double heldS) {
        int first = reach(fromS, toS);
        int last = last(first, toS);
        if (first == last) {
            othersJ[first] += energyJ;
            othersHeldS[first] += heldS;
        } else {
            for (int quarter = first; quarter <= last; quarter++) {
                double part = part(quarter, fromS, toS);
                othersJ[quarter] += energyJ * part;
                othersHeldS[quarter] += heldS * part;
            }
        }
    }

    /** {@return the quarter of {@code fromS}, with room up to that of {@code toS}} */
    private int reach(double fromS, double toS) {
        int first = (int) ((fromS + offsetS) / LENGTH_S);
        int last = last(first, toS);
        if (last >= meteredJ.length) {
            int capacity = Math.max(last + 1, meteredJ.length * 2);
            meteredJ = Arrays.copyOf(meteredJ, capacity);
            coveredS = Arrays.copyOf(coveredS, capacity);
            othersJ = Arrays.copyOf(othersJ, capacity);
            othersHeldS = Arrays.copyOf(othersHeldS, capacity);
        }
        return first;
    }

    private int last(int first, double toS) {
        return toS + offsetS <= (first + 1.0) * LENGTH_S
                ? first
                : Math.max(first, (int) Math.ceil((toS + offsetS) / LENGTH_S) - 1);
    }

    private double part(int quarter, double fromS, double toS) {
        double beginS = quarter * (double) LENGTH_S - offsetS;
        return Math.max(0, Math.min(toS, beginS + LENGTH_S) - Math.max(fromS, beginS)) / (toS - fromS);
    }

    /** Adds to each quarter {@code scale} times what was metered in it, in J; what lies beyond {@code sums} is left out. */
    void addMeteredJ(double[] sums, double scale) {
        for (int i = 0; i < Math.min(sums.length, meteredJ.length); i++) {
            sums[i] += scale * meteredJ[i];
        }
    }

    /** Adds to each quarter {@code scale} times what others used in it, in J; as {@link ChannelTally.Closed#othersJ}. */
    void addOthersJ(double[] sums, double scale, IdlePolicy policy, double idleW, double reservedFraction) {
        for (int i = 0; i < Math.min(sums.length, meteredJ.length); i++) {
            sums[i] += scale
                    * switch (policy) {
                        case USED -> othersJ[i];
                        case UNALLOCATED -> othersJ[i] - idleW * othersHeldS[i];
                        case RESERVED ->
                            othersJ[i] - idleW * othersHeldS[i] + (1 - reservedFraction) * idleW * coveredS[i];
                    };
        }
    }
}
