package io.negawatt.core.estimate;

/**
 * What is to be added to the logarithms of a modeled point.
 *
 * @param energy of the energy per token
 * @param token of the mean time per token
 * @param gap of the median gap
 */
record Correction(double energy, double token, double gap) {
    static final Correction NONE = new Correction(0, 0, 0);

    Correction plus(Correction other) {
        return new Correction(energy + other.energy, token + other.token, gap + other.gap);
    }
}
