package io.negawatt.core.estimate;

/**
 * A modeled point of a batch curve.
 *
 * @param batch sequences decoded at once, over all replicas
 * @param joulesPerToken energy of an output token over all devices, in J
 * @param tokenS mean time per output token, in s
 * @param gapS median time between two tokens, in s
 * @param watts mean power of one device, in W
 * @param prefillShare share of the time that goes to prompts
 */
record Point(double batch, double joulesPerToken, double tokenS, double gapS, double watts, double prefillShare) {

    static Point of(Serving s) {
        return new Point(s.batch(), s.joulesPerToken(), s.tokenS(), s.gapS(), s.watts(), s.prefillShare());
    }

    /** {@return the corrected point; power follows from energy and time} */
    Point with(Correction c) {
        return new Point(
                batch,
                joulesPerToken * Math.exp(c.energy()),
                tokenS * Math.exp(c.token()),
                gapS * Math.exp(c.gap()),
                watts * Math.exp(c.energy() - c.token()),
                prefillShare);
    }
}
