package io.negawatt.core.series;

/**
 * A mean of values, each with its weight. The mean of equal values is exactly that value, whatever the weights: only what
 * differs from the first value is weighed.
 *
 * <p>Not thread-safe.
 */
public final class WeightedMean {
    private double first;
    private double beyondFirst;
    private double weight;

    /** Adds a value with a weight of at least 0. */
    public void add(double value, double itsWeight) {
        if (itsWeight <= 0) {
            return;
        }
        if (weight == 0) {
            first = value;
        }
        weight += itsWeight;
        beyondFirst += (value - first) * itsWeight;
    }

    /** {@return the sum of the weights} */
    public double weight() {
        return weight;
    }

    /** {@return the mean; 0 of nothing, which {@link #weight} tells from a mean of 0} */
    public double mean() {
        return weight == 0 ? 0 : first + beyondFirst / weight;
    }
}
