package io.negawatt.core.units;

/** Shares that are counted, such as the accuracy of a classifier. */
public final class Proportion {
    /** Quantile of the normal distribution that leaves 5 % above it. */
    private static final double Z90 = 1.6448536269514722;

    private Proportion() {}

    /**
     * {@return {@code hits} of {@code trials}, each independent of the others, with the range that holds the true share nine
     * times out of ten}
     *
     * <p>The score interval of Wilson, "Probable inference, the law of succession, and statistical inference" (1927): it stays
     * within 0 and 1 and is right for few trials and for shares near the ends, where ± one standard error is not.
     *
     * @throws IllegalArgumentException where there are no trials, or more hits than trials
     */
    public static Interval of(long hits, long trials) {
        if (trials < 1 || hits < 0 || hits > trials) {
            throw new IllegalArgumentException("%d hits of %d trials".formatted(hits, trials));
        }
        double share = hits / (double) trials;
        double z2 = Z90 * Z90 / trials;
        double center = (share + z2 / 2) / (1 + z2);
        double half = Z90 * Math.sqrt(share * (1 - share) / trials + z2 / trials / 4) / (1 + z2);
        // Rounding must not push an end past 0, 1 or the share itself.
        return new Interval(Math.clamp(center - half, 0, share), share, Math.clamp(center + half, share, 1));
    }
}
