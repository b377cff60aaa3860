package io.negawatt.plan.operate;

import io.negawatt.plan.site.SiteOutlook;
import java.util.Arrays;

/**
 * What a gram of carbon counts in money while a plan is made: the one number by which a plan for money becomes one for carbon. A
 * plan that is least in money and priced carbon together emits least of all plans that cost as little (H. Everett, "Generalized
 * Lagrange multiplier method", Operations Research 11, 1963).
 *
 * @param perAverageG money for a gram of average carbon
 * @param perMarginalG money for a gram of marginal carbon
 */
public record CarbonPrice(double perAverageG, double perMarginalG) {
    /** Carbon is looked at, and counts nothing. */
    public static final CarbonPrice NONE = new CarbonPrice(0, 0);

    public CarbonPrice {
        if (!(perAverageG >= 0) || !(perMarginalG >= 0)) {
            throw new IllegalArgumentException("a price of carbon is not negative");
        }
    }

    /**
     * {@return an outlook whose imports cost their carbon too}
     *
     * @param gramsPerKwh average carbon by slot; empty where none is known
     * @param marginalGramsPerKwh marginal carbon by slot; empty where none is known
     */
    public SiteOutlook on(SiteOutlook outlook, double[] gramsPerKwh, double[] marginalGramsPerKwh) {
        double[] buy = outlook.buyPerKwh().clone();
        add(buy, perAverageG, gramsPerKwh);
        add(buy, perMarginalG, marginalGramsPerKwh);
        return new SiteOutlook(outlook.weight(), buy, outlook.sellPerKwh(), outlook.loadW(), outlook.freshW());
    }

    private static void add(double[] prices, double perG, double[] grams) {
        if (grams.length > 0 && perG > 0) {
            Arrays.setAll(prices, slot -> prices[slot] + perG * grams[slot]);
        }
    }
}
