package io.negawatt.plan.signal;

import java.util.Locale;

/** How a source got a value. */
public enum Basis {
    /** Measured, or computed from what was measured. */
    MEASURED,
    /** Estimated by the source, because its own input was missing. */
    ESTIMATED,
    /** Said before its time. */
    FORECAST,
    /** One figure for a whole year, which tells nothing of the hour. */
    FLAT;

    /** {@return the end of its key in the message files} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
