package io.negawatt.plan.operate;

import io.negawatt.plan.forecast.Quantiles;
import io.negawatt.plan.site.SiteOutlook;
import java.util.Arrays;
import java.util.List;

/** What a planner believes about the slots to come. */
@FunctionalInterface
public interface SiteForecasts {

    /**
     * {@return ways in which the slots may turn out}
     *
     * @param issued the first slot that has not happened; nothing of it or after it may be looked at, unless it is known ahead
     * @param slots how many to speak of
     */
    List<SiteOutlook> outlooks(int issued, int slots);

    /** {@return forecasts that are always right, for a bound or where everything is known ahead} */
    static SiteForecasts perfect(SiteOutlook actual) {
        return (issued, slots) -> List.of(new SiteOutlook(
                1,
                Arrays.copyOfRange(actual.buyPerKwh(), issued, issued + slots),
                Arrays.copyOfRange(actual.sellPerKwh(), issued, issued + slots),
                Arrays.copyOfRange(actual.loadW(), issued, issued + slots),
                Arrays.copyOfRange(actual.freshW(), issued, issued + slots)));
    }

    /**
     * {@return the same where imports cost their carbon too, by the middle of its forecasts}
     *
     * @param grams ranges of average carbon
     * @param marginal ranges of marginal carbon
     */
    default SiteForecasts priced(CarbonPrice price, SiteStance.Ranges grams, SiteStance.Ranges marginal) {
        return (issued, slots) -> {
            double[] average = middle(grams.from(issued, slots));
            double[] other = middle(marginal.from(issued, slots));
            return outlooks(issued, slots).stream()
                    .map(outlook -> price.on(outlook, average, other))
                    .toList();
        };
    }

    private static double[] middle(double[][] ranges) {
        return Arrays.stream(ranges)
                .mapToDouble(range -> range[Quantiles.MIDDLE])
                .toArray();
    }
}
