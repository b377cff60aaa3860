package io.negawatt.app.alert;

/**
 * How fast a budget is used: the rate of a window over the even rate that ends at the limit. 1 is as planned; 2 uses the budget up
 * in half of its time.
 *
 * @param fast rate of the short window, which tells that it is so now
 * @param slow rate of the long one, which tells that it is no moment's whim
 */
record BurnRate(double fast, double slow) {
    static final double FAST_S = 3_600;
    static final double SLOW_S = 6 * 3_600;

    /**
     * {@return both rates}
     *
     * @param stepped amounts of equal steps, the last ending now; together at least {@link #SLOW_S}
     * @param stepS length of a step, in s
     * @param limit what is allowed in the period
     * @param periodS length of the period, in s
     */
    static BurnRate of(double[] stepped, double stepS, double limit, double periodS) {
        double evenPerS = limit / periodS;
        return new BurnRate(
                tail(stepped, stepS, FAST_S) / FAST_S / evenPerS, tail(stepped, stepS, SLOW_S) / SLOW_S / evenPerS);
    }

    /** {@return sum over the last {@code lengthS}} */
    static double tail(double[] stepped, double stepS, double lengthS) {
        int steps = (int) Math.round(lengthS / stepS);
        double sum = 0;
        for (int i = Math.max(0, stepped.length - steps); i < stepped.length; i++) {
            sum += stepped[i];
        }
        return sum;
    }

    /** {@return the lesser: only what both windows say is true} */
    double lesser() {
        return Math.min(fast, slow);
    }
}
