package io.negawatt.plan.forecast;

/**
 * The steps a forecast speaks of, counted from its issue.
 *
 * @param lead steps between the issue and the first step that is forecast: 0 for a forecast from now on, 12 for hours of
 *     tomorrow that are decided at noon; at least 0
 * @param steps number of steps that are forecast, at least 1
 */
public record Reach(int lead, int steps) {
    public Reach {
        if (lead < 0 || steps < 1) {
            throw new IllegalArgumentException(
                    "a forecast needs at least 1 step and no negative lead, got " + lead + " and " + steps);
        }
    }

    /** {@return the first step after all that is forecast, for an issue at step {@code issued}} */
    int end(int issued) {
        return issued + lead + steps;
    }
}
