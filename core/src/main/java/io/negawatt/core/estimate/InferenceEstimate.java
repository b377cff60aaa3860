package io.negawatt.core.estimate;

import io.negawatt.core.units.Interval;

/**
 * What a deployment would use.
 *
 * @param deployment the case
 * @param batch sequences decoded at once, over all replicas
 * @param joulesPerToken energy of an output token over all devices, in J, with the prefill of its prompt
 * @param tokenS mean time per output token of a sequence, in s
 * @param wishS the time to hold a wish against: three held-out rows of four stay below it, in s
 * @param gapS median time between two tokens, in s
 * @param wattsPerDevice mean power of one device, in W
 * @param prefillShare share of the time that goes to prompts
 * @param standing where the case stands among what was metered
 * @param measured whether metered points of the deployment itself were taken into account
 */
public record InferenceEstimate(
        Deployment deployment,
        double batch,
        Interval joulesPerToken,
        Interval tokenS,
        double wishS,
        double gapS,
        double wattsPerDevice,
        double prefillShare,
        Standing standing,
        boolean measured) {

    static InferenceEstimate of(Deployment d, Point point, ErrorBands.Band band, Standing standing, boolean measured) {
        return new InferenceEstimate(
                d,
                point.batch(),
                Interval.byFactor(point.joulesPerToken(), Math.exp(band.energy())),
                Interval.byFactor(point.tokenS(), Math.exp(band.token())),
                point.tokenS() * Math.exp(band.wish()),
                point.gapS(),
                point.watts(),
                point.prefillShare(),
                standing,
                measured);
    }

    /** {@return energy of a request, in J} */
    public Interval joulesPerRequest() {
        return joulesPerToken.times(deployment.outputTokens());
    }

    /** {@return output tokens a second of all sequences together} */
    public double tokensPerS() {
        return batch / tokenS.mid();
    }

    /** {@return what the estimate rests on, in words for files: {@code model}, {@code family+outside}, {@code none+measured}} */
    public String basis() {
        return standing.kinship().id() + (standing.inside() ? "" : "+outside") + (measured ? "+measured" : "");
    }
}
