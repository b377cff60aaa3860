package io.negawatt.plan.forecast;

/** A forecaster asked for what was not yet known when its forecast was issued. Always an error of the forecaster. */
public final class LeakException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeakException(int index, int issued) {
        super("a forecast issued at step %d asked for step %d, which lies ahead of it".formatted(issued, index));
    }
}
