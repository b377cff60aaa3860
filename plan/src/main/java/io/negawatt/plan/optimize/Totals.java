package io.negawatt.plan.optimize;

/**
 * What runs take, all at the rates of one problem.
 *
 * @param energyKwh with that of starts and of moved data
 * @param averageG average carbon, g
 * @param marginalG marginal carbon, g
 * @param cost money
 * @param peakW highest power of each zone, summed over the zones
 */
public record Totals(double energyKwh, double averageG, double marginalG, double cost, double peakW) {
    public static final Totals NOTHING = new Totals(0, 0, 0, 0, 0);

    /** {@return the total of one goal} */
    public double of(Goal goal) {
        return switch (goal) {
            case CARBON -> averageG;
            case MARGINAL -> marginalG;
            case COST -> cost;
            case PEAK -> peakW;
        };
    }

    /** {@return energy, carbon and money of both; the peak stays the larger one} */
    public Totals plus(Totals other) {
        return new Totals(
                energyKwh + other.energyKwh,
                averageG + other.averageG,
                marginalG + other.marginalG,
                cost + other.cost,
                Math.max(peakW, other.peakW));
    }
}
