package io.negawatt.plan.jobs;

/**
 * A link between two zones, in both directions.
 *
 * @param kwhPerGb energy of moving 10⁹ bytes; charged at the mean of both zones over the job's window, as nobody plans the moment
 * @param roundTripMs latency, there and back
 */
public record TransferLink(String from, String to, double kwhPerGb, double roundTripMs) {
    public TransferLink {
        if (!(kwhPerGb >= 0) || !(roundTripMs >= 0)) {
            throw new IllegalArgumentException("energy and latency of a link are not negative");
        }
    }

    /** {@return whether it joins these two} */
    boolean joins(String one, String other) {
        return (from.equals(one) && to.equals(other)) || (from.equals(other) && to.equals(one));
    }
}
