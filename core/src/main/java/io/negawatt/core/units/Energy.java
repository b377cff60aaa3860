package io.negawatt.core.units;

/**
 * An amount of energy.
 *
 * @param joules amount in joules, finite and at least 0
 */
public record Energy(double joules) {
    public static final Energy ZERO = new Energy(0);
    public static final double JOULES_PER_KWH = 3.6e6;

    public Energy {
        if (!(joules >= 0) || joules == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("an energy is finite and at least 0 J, but got %s J".formatted(joules));
        }
    }

    public static Energy ofJoules(double joules) {
        return new Energy(joules);
    }
}
