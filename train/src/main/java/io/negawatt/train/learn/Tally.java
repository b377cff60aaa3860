package io.negawatt.train.learn;

/**
 * Sums over held-out data, so that the workers' parts can be added up before anything is divided.
 *
 * @param lossSum sum of the losses of all targets, in nats
 * @param right targets that were the most likely answer
 * @param targets number of targets
 */
public record Tally(double lossSum, double right, double targets) {

    /** Nothing seen yet. */
    public static final Tally NONE = new Tally(0, 0, 0);

    /** {@return both together} */
    public Tally plus(Tally other) {
        return new Tally(lossSum + other.lossSum, right + other.right, targets + other.targets);
    }

    /** {@return mean loss, in nats per target} */
    public double loss() {
        return lossSum / targets;
    }

    /** {@return share of targets that were right} */
    public double accuracy() {
        return right / targets;
    }
}
