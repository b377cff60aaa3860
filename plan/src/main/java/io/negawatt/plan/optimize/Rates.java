package io.negawatt.plan.optimize;

import java.util.Arrays;

/**
 * What a kilowatt-hour means, slot by slot. Average and marginal carbon stand side by side and are never mixed; a series that is
 * not known is all zeros and is said not to be known.
 *
 * @param averageG carbon of all electricity of the zone, g/kWh
 * @param marginalG carbon of the plant that follows one more kilowatt-hour, g/kWh
 * @param price in {@code currency} for a kWh; may be negative
 * @param known which of the three are known
 */
@SuppressWarnings("ArrayRecordComponent")
public record Rates(double[] averageG, double[] marginalG, double[] price, Known known) {

    /** Which series are known. */
    public record Known(boolean average, boolean marginal, boolean price) {}

    public Rates {
        if (averageG.length != marginalG.length || averageG.length != price.length) {
            throw new IllegalArgumentException("rates of a zone must speak of the same slots");
        }
        for (double[] series : new double[][] {averageG, marginalG, price}) {
            if (!Arrays.stream(series).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("a rate must be known for every slot");
            }
        }
    }

    /** {@return rates of which only the average carbon is known} */
    public static Rates ofCarbon(double[] averageG) {
        return of(averageG, new double[0], new double[0]);
    }

    /** {@return rates; an empty array stands for a series that is not known} */
    public static Rates of(double[] averageG, double[] marginalG, double[] price) {
        int count = Math.max(averageG.length, Math.max(marginalG.length, price.length));
        return new Rates(
                orZeros(averageG, count),
                orZeros(marginalG, count),
                orZeros(price, count),
                new Known(averageG.length > 0, marginalG.length > 0, price.length > 0));
    }

    private static double[] orZeros(double[] series, int count) {
        return series.length == 0 ? new double[count] : series;
    }

    /** {@return number of slots} */
    public int count() {
        return averageG.length;
    }

    /** {@return the rate of one goal; of the peak, zeros} */
    public double[] of(Goal goal) {
        return switch (goal) {
            case CARBON -> averageG;
            case MARGINAL -> marginalG;
            case COST -> price;
            case PEAK -> new double[count()];
        };
    }
}
