package io.negawatt.app.live;

import io.negawatt.core.text.BadInputException;

/**
 * A time that is cut into steps of one length. Steps begin at whole multiples of their length since 1970 in UTC; the window
 * reaches from the step that holds {@code fromMs} to the one that holds the last ms before {@code toMs}.
 *
 * @param fromMs start in ms since 1970
 * @param toMs end in ms since 1970, exclusive
 * @param stepMs length of a step in ms
 */
public record Window(long fromMs, long toMs, long stepMs) {
    /** Most steps of a window. */
    public static final int MOST_STEPS = 100_000;

    private static final long MOST_MS = 1L << 52;

    /** @throws BadInputException where the end is not after the start, or there would be no steps or too many */
    public Window {
        if (stepMs < 1 || toMs <= fromMs || fromMs < -MOST_MS || toMs > MOST_MS || stepMs > MOST_MS) {
            throw BadInputException.of("live.window.empty", fromMs, toMs, stepMs);
        }
        fromMs = Math.floorDiv(fromMs, stepMs) * stepMs;
        toMs = -Math.floorDiv(-toMs, stepMs) * stepMs;
        if ((toMs - fromMs) / stepMs > MOST_STEPS) {
            throw BadInputException.of("live.window.steps", (toMs - fromMs) / stepMs, MOST_STEPS);
        }
    }

    /** {@return number of steps} */
    public int steps() {
        return (int) ((toMs - fromMs) / stepMs);
    }

    /** {@return start of a step in ms since 1970} */
    public long startMs(int step) {
        return fromMs + step * stepMs;
    }
}
