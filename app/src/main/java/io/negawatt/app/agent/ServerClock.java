package io.negawatt.app.agent;

/**
 * How far the server's clock is ahead of this agent's, from the dates of its answers. A date in whole seconds says that the server's
 * clock stood between it and a second later at some time between question and answer; what all answers have in common is soon
 * narrow. The common range widens by the drift of two quartz clocks; an answer outside it means that a clock was set, and begins anew.
 *
 * <p>Not thread-safe.
 */
final class ServerClock {
    /** What is corrected; less is left to whoever sets the clock of the host. */
    private static final long LEAST_MS = 2_000;

    private static final double DRIFT = 100e-6;
    private static final long DATE_STEP_MS = 1_000;

    private boolean known;
    private double lowMs;
    private double highMs;
    private long seenMs;
    private long correctionMs;

    /**
     * Takes an answer.
     *
     * @param sentMs the agent's clock when it asked
     * @param receivedMs the agent's clock when it had the answer
     * @param dateMs the server's clock in between, in whole seconds
     */
    void observe(long sentMs, long receivedMs, long dateMs) {
        double low = dateMs - receivedMs;
        double high = (double) dateMs + DATE_STEP_MS - sentMs;
        double wider = known ? Math.abs(receivedMs - seenMs) * DRIFT : 0;
        boolean fits = known && low <= highMs + wider && high >= lowMs - wider;
        lowMs = fits ? Math.max(low, lowMs - wider) : low;
        highMs = fits ? Math.min(high, highMs + wider) : high;
        seenMs = receivedMs;
        known = true;
        settle();
    }

    /** Small changes of the estimate move no sample: only what the range rules out is given up. */
    private void settle() {
        if (correctionMs < lowMs - LEAST_MS || correctionMs > highMs + LEAST_MS) {
            correctionMs = offsetMs();
        }
    }

    /** {@return whether any answer had a date} */
    boolean isKnown() {
        return known;
    }

    /** {@return the best estimate of the server's clock less the agent's, in ms; 0 while nothing is known} */
    long offsetMs() {
        return known ? Math.round((lowMs + highMs) / 2) : 0;
    }

    /** {@return half the width of the range, in ms} */
    double errorMs() {
        return (highMs - lowMs) / 2;
    }

    /** {@return what to add to the agent's times, in ms; 0 unless the agent's clock is certainly wrong by seconds} */
    long correctionMs() {
        return correctionMs;
    }
}
