package io.negawatt.plan.simulate;

/**
 * Where the site meets the grid.
 *
 * @param importLimitW what the connection can carry to the site
 * @param exportLimitW what the site may give back; 0 where it may not
 * @param contractW contracted demand: imports above it break the contract, though the connection carries them; infinite where
 *     none was agreed
 */
public record GridConnection(double importLimitW, double exportLimitW, double contractW) {
    public GridConnection {
        if (!(importLimitW >= 0) || !(exportLimitW >= 0) || !(contractW >= 0)) {
            throw new IllegalArgumentException("limits of a grid connection are at least 0 W, got %s, %s and %s"
                    .formatted(importLimitW, exportLimitW, contractW));
        }
    }

    /** A connection without a contract. */
    public GridConnection(double importLimitW, double exportLimitW) {
        this(importLimitW, exportLimitW, Double.POSITIVE_INFINITY);
    }

    /** {@return the most that may be imported without breaking anything} */
    public double allowedW() {
        return Math.min(importLimitW, contractW);
    }
}
