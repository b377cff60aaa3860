package io.negawatt.core.estimate;

/**
 * A point of a deployment that was metered.
 *
 * @param deployment what was run
 * @param joulesPerToken energy of an output token over all devices, in J
 * @param tokenS mean time per output token, in s; where nobody metered it, what the energy says of it
 */
public record MeteredPoint(Deployment deployment, double joulesPerToken, double tokenS) {}
